package server

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/docextract/docextract/internal/api"
)

// Bounds of what is held in memory while a submission is read.
const (
	readAhead   = 64 << 10
	maxMember   = 1 << 20 // the JSON text of a member other than file
	maxName     = 4 << 10 // a member's name as JSON text
	maxMembers  = 1000
	memberFile  = "file"
	memberName  = "file_name"
	memberType  = "document_type_name"
	memberOwner = "customer"
)

// decodeSubmission reads the JSON object of a submission in one pass: the
// document's bytes go to doc as they come, in any order with the other
// members, and memory does not grow with them. It takes and refuses what
// encoding/json would, and refuses a member that comes twice besides.
// Errors are *api.Error or those of doc.
func decodeSubmission(body io.Reader, doc io.Writer, limit int64) (api.Submission, error) {
	d := &decoder{in: bufio.NewReaderSize(body, readAhead), doc: doc, limit: limit, seen: map[string]bool{}}
	if err := d.object(); err != nil {
		return api.Submission{}, requestError(err, limit)
	}
	return d.submission()
}

type decoder struct {
	in    *bufio.Reader
	doc   io.Writer
	limit int64 // longest document in bytes
	size  int64

	seen    map[string]bool
	hasFile bool
	members struct{ name, documentType, customer *string }
}

// object reads the whole body, which is one object and white space.
func (d *decoder) object() error {
	if err := d.expect('{', "a JSON object"); err != nil {
		return err
	}
	c, err := d.next()
	if err != nil {
		return err
	}
	for c != '}' {
		if c != '"' {
			return syntax("a member's name in double quotes was expected, not %q", c)
		}
		if err := d.member(); err != nil {
			return err
		}
		if c, err = d.next(); err != nil {
			return err
		}
		switch c {
		case '}':
		case ',':
			if c, err = d.next(); err != nil {
				return err
			}
			if c == '}' {
				return syntax("a comma with no member behind it")
			}
		default:
			return syntax("a comma or the object's end was expected, not %q", c)
		}
	}
	switch c, err := d.next(); {
	case err == nil:
		return syntax("there is more behind the object: %q", c)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil
	default:
		return err
	}
}

// member reads one member; its name's first quote has been read.
func (d *decoder) member() error {
	name, err := d.name()
	if err != nil {
		return err
	}
	if d.seen[name] {
		return badRequest("the body has a member twice", name+": more than once")
	}
	if len(d.seen) == maxMembers {
		return badRequest(fmt.Sprintf("the body has more than %d members", maxMembers))
	}
	d.seen[name] = true
	if err := d.expect(':', "a colon"); err != nil {
		return err
	}
	switch name {
	case memberFile:
		return d.file()
	case memberName:
		return d.text(name, &d.members.name)
	case memberType:
		return d.text(name, &d.members.documentType)
	case memberOwner:
		return d.text(name, &d.members.customer)
	default:
		_, err := d.value(maxMember)
		return err
	}
}

func (d *decoder) name() (name string, err error) {
	if err := d.in.UnreadByte(); err != nil {
		return "", err
	}
	raw, err := d.value(maxName)
	if err != nil {
		return "", err
	}
	return name, json.Unmarshal(raw, &name)
}

// text reads a member that is a string or null.
func (d *decoder) text(name string, into **string) error {
	raw, err := d.value(maxMember)
	if err != nil {
		return err
	}
	if raw[0] != '"' && raw[0] != 'n' {
		return unprocessable("a member of the body is of the wrong type", name+": must be a string")
	}
	return json.Unmarshal(raw, into)
}

// submission checks that what is required is there.
func (d *decoder) submission() (api.Submission, error) {
	var missing []string
	m := d.members
	if m.name == nil {
		missing = append(missing, memberName+": required")
	} else if *m.name == "" {
		missing = append(missing, memberName+": must not be empty")
	}
	if !d.hasFile {
		missing = append(missing, memberFile+": required, the document in base64")
	}
	// The document type may be left out (the service has a default), but not
	// be empty: that is a mistake somewhere.
	if m.documentType != nil && *m.documentType == "" {
		missing = append(missing, memberType+": must not be empty")
	}
	if m.customer != nil && *m.customer == "" {
		missing = append(missing, memberOwner+": must not be empty; leave it out or send null")
	}
	if len(missing) > 0 {
		return api.Submission{}, unprocessable("the submission is not complete", missing...)
	}
	return api.Submission{
		Document:     api.Document{Name: *m.name, Size: d.size},
		DocumentType: orEmpty(m.documentType), Customer: orEmpty(m.customer),
	}, nil
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
