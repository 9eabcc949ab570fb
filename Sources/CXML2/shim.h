#include <libxml/xmlversion.h>
// Its headers would bring another version of ICU's than Foundation's; what they declare with it is not used.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
