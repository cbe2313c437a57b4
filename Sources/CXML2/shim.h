#ifndef STRATLOGIC_CXML2_SHIM_H
#define STRATLOGIC_CXML2_SHIM_H

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <malloc.h>

// Mutable globals are not imported: a function reads each of them.

static inline const char *stratlogic_xml_version(void) { return xmlParserVersion; }

static inline void stratlogic_xml_free(void *memory) { xmlFree(memory); }

#endif
