#include "textflag.h"

// constants of hardswish: 3 and 6
DATA threes<>+0(SB)/4, $3.0
DATA threes<>+4(SB)/4, $3.0
DATA threes<>+8(SB)/4, $3.0
DATA threes<>+12(SB)/4, $3.0
GLOBL threes<>(SB), RODATA|NOPTR, $16
DATA sixes<>+0(SB)/4, $6.0
DATA sixes<>+4(SB)/4, $6.0
DATA sixes<>+8(SB)/4, $6.0
DATA sixes<>+12(SB)/4, $6.0
GLOBL sixes<>(SB), RODATA|NOPTR, $16

// One row of the tile: a[r] times eight columns (X0, X1) onto two accumulators.
#define ROW(offset, left, right) \
	MOVSS  offset(SI), X2 \
	SHUFPS $0, X2, X2     \
	MOVAPS X2, X3         \
	MULPS  X0, X2         \
	MULPS  X1, X3         \
	ADDPS  X2, left       \
	ADDPS  X3, right

// One row of the result: what C holds, and the two accumulators.
#define STORE(left, right) \
	MOVUPS (DX), X0       \
	MOVUPS 16(DX), X1     \
	ADDPS  X0, left       \
	ADDPS  X1, right      \
	MOVUPS left, (DX)     \
	MOVUPS right, 16(DX)  \
	ADDQ   R8, DX

// func tileSSE2(k int, a, b, c []float32, ldc int)
// Twice eight columns: six rows of two vectors are twelve accumulators X4-X15.
TEXT ·tileSSE2(SB), NOSPLIT, $0-88
	MOVQ b_base+32(FP), DI
	MOVQ c_base+56(FP), DX
	MOVQ ldc+80(FP), R8
	SHLQ $2, R8
	MOVQ $2, R9

half:
	MOVQ k+0(FP), CX
	MOVQ a_base+8(FP), SI
	MOVQ DI, R10
	MOVQ DX, R11
	XORPS X4, X4
	XORPS X5, X5
	XORPS X6, X6
	XORPS X7, X7
	XORPS X8, X8
	XORPS X9, X9
	XORPS X10, X10
	XORPS X11, X11
	XORPS X12, X12
	XORPS X13, X13
	XORPS X14, X14
	XORPS X15, X15

product:
	MOVUPS (DI), X0
	MOVUPS 16(DI), X1
	ROW(0, X4, X5)
	ROW(4, X6, X7)
	ROW(8, X8, X9)
	ROW(12, X10, X11)
	ROW(16, X12, X13)
	ROW(20, X14, X15)
	ADDQ $64, DI
	ADDQ $24, SI
	DECQ CX
	JNZ  product

	STORE(X4, X5)
	STORE(X6, X7)
	STORE(X8, X9)
	STORE(X10, X11)
	STORE(X12, X13)
	STORE(X14, X15)
	LEAQ 32(R10), DI
	LEAQ 32(R11), DX
	DECQ R9
	JNZ  half
	RET

// func tapsSSE2(n int, weights []float32, offsets []int, x, y []float32, bias float32)
TEXT ·tapsSSE2(SB), NOSPLIT, $0-108
	MOVQ n+0(FP), CX
	MOVQ weights_base+8(FP), R8
	MOVQ weights_len+16(FP), R9
	MOVQ offsets_base+32(FP), R10
	MOVQ x_base+56(FP), SI
	MOVQ y_base+80(FP), DI
	MOVSS bias+104(FP), X5
	SHUFPS $0, X5, X5

next:
	CMPQ CX, $8
	JLT  done
	MOVAPS X5, X0
	MOVAPS X5, X1
	XORQ R11, R11

tap:
	CMPQ R11, R9
	JGE  store
	MOVQ (R10)(R11*8), R12
	MOVSS (R8)(R11*4), X4
	SHUFPS $0, X4, X4
	LEAQ (SI)(R12*4), R12
	MOVUPS (R12), X2
	MOVUPS 16(R12), X3
	MULPS X4, X2
	MULPS X4, X3
	ADDPS X2, X0
	ADDPS X3, X1
	INCQ R11
	JMP  tap

store:
	MOVUPS X0, (DI)
	MOVUPS X1, 16(DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JMP  next

done:
	RET

// func affineSSE2(x, y []float32, scale, shift float32)
TEXT ·affineSSE2(SB), NOSPLIT, $0-56
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ y_base+24(FP), DI
	MOVSS scale+48(FP), X2
	SHUFPS $0, X2, X2
	MOVSS shift+52(FP), X3
	SHUFPS $0, X3, X3

next:
	CMPQ CX, $4
	JLT  done
	MOVUPS (SI), X0
	MULPS X2, X0
	ADDPS X3, X0
	MOVUPS X0, (DI)
	ADDQ $16, SI
	ADDQ $16, DI
	SUBQ $4, CX
	JMP  next

done:
	RET

// func addSSE2(x, z, y []float32)
TEXT ·addSSE2(SB), NOSPLIT, $0-72
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ z_base+24(FP), DX
	MOVQ y_base+48(FP), DI

next:
	CMPQ CX, $4
	JLT  done
	MOVUPS (SI), X0
	MOVUPS (DX), X1
	ADDPS X1, X0
	MOVUPS X0, (DI)
	ADDQ $16, SI
	ADDQ $16, DX
	ADDQ $16, DI
	SUBQ $4, CX
	JMP  next

done:
	RET

// func mulSSE2(x, z, y []float32)
TEXT ·mulSSE2(SB), NOSPLIT, $0-72
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ z_base+24(FP), DX
	MOVQ y_base+48(FP), DI

next:
	CMPQ CX, $4
	JLT  done
	MOVUPS (SI), X0
	MOVUPS (DX), X1
	MULPS X1, X0
	MOVUPS X0, (DI)
	ADDQ $16, SI
	ADDQ $16, DX
	ADDQ $16, DI
	SUBQ $4, CX
	JMP  next

done:
	RET

// func hardswishSSE2(x, y []float32, scale, shift float32)
TEXT ·hardswishSSE2(SB), NOSPLIT, $0-56
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ y_base+24(FP), DI
	MOVSS scale+48(FP), X2
	SHUFPS $0, X2, X2
	MOVSS shift+52(FP), X3
	SHUFPS $0, X3, X3
	MOVUPS threes<>(SB), X4
	MOVUPS sixes<>(SB), X5
	XORPS X6, X6

next:
	CMPQ CX, $4
	JLT  done
	MOVUPS (SI), X0
	MOVAPS X0, X1
	ADDPS X4, X1
	MAXPS X6, X1
	MINPS X5, X1
	MULPS X0, X1
	MULPS X2, X1
	ADDPS X3, X1
	MOVUPS X1, (DI)
	ADDQ $16, SI
	ADDQ $16, DI
	SUBQ $4, CX
	JMP  next

done:
	RET
