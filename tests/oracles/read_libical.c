/* Reads feeds with libical, the calendar of Evolution and GNOME, which trusts the zones that a
 * feed brings along.
 *
 *     read_libical FROM UNTIL <FEEDS
 *
 * FEEDS are paths, each ended by a NUL; all of FROM and nothing of UNTIL, in UTC. Prints one JSON
 * object: for each feed its timed occurrences as [uid, start, end] in UTC, how many events it
 * holds, and what was wrong with it (what the parser and its check of restrictions say); and its
 * texts (`texts.py`), where TEXTS asks for them.
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MARGIN (60 * 24 * 3600) /* an occurrence may be moved into the window */

static time_t from, until;
static int first_in_list;

static void quoted(const char *text)
{
    putchar('"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < 0x20) printf("\\u%04x", c);
        else if (c == '"' || c == '\\') printf("\\%c", c);
        else putchar(c);
    }
    putchar('"');
}

static void comma(void)
{
    if (!first_in_list) putchar(',');
    first_in_list = 0;
}

static void moment(time_t at)
{
    char text[32];
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime(&at));
    printf("\"%s\"", text);
}

static const char *uid(icalcomponent *event)
{
    const char *text = icalcomponent_get_uid(event);
    return text ? text : "";
}

static time_t seconds(icaltimetype at)
{
    return icaltime_as_timet_with_zone(at, at.zone);
}

static int is_change(icalcomponent *event)
{
    return icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != NULL;
}

/* Whether another event of the calendar says when this occurrence takes place instead. */
static int is_changed(icalcomponent *event, time_t start)
{
    icalcomponent *all = icalcomponent_get_parent(event);
    icalcompiter it = icalcomponent_begin_component(all, ICAL_VEVENT_COMPONENT);
    for (icalcomponent *other; (other = icalcompiter_deref(&it)); icalcompiter_next(&it)) {
        if (!is_change(other) || strcmp(uid(other), uid(event))) continue;
        icalproperty *property = icalcomponent_get_first_property(other, ICAL_RECURRENCEID_PROPERTY);
        if (seconds(icalproperty_get_datetime_with_component(property, other)) == start) return 1;
    }
    return 0;
}

static void tell(icalcomponent *event, time_t start, time_t end)
{
    if (start < from || start >= until) return;
    comma();
    putchar('[');
    quoted(uid(event));
    putchar(',');
    moment(start);
    putchar(',');
    moment(end);
    putchar(']');
}

static void occurrence(icalcomponent *event, struct icaltime_span *span, void *changes)
{
    if (*(int *)changes && is_changed(event, span->start)) return;
    tell(event, span->start, span->end);
}

static void expand(icalcomponent *event, int changes)
{
    icaltimetype start = icalcomponent_get_dtstart(event);
    if (start.is_date || icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED) return;
    if (is_change(event)) {
        tell(event, seconds(start), seconds(icalcomponent_get_dtend(event)));
        return;
    }
    icaltimezone *utc = icaltimezone_get_utc_timezone();
    icalcomponent_foreach_recurrence(event, icaltime_from_timet_with_zone(from - MARGIN, 0, utc),
                                     icaltime_from_timet_with_zone(until + MARGIN, 0, utc),
                                     occurrence, &changes);
}

static void errors(icalcomponent *component)
{
    for (icalproperty *it = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); it;
         it = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
        comma();
        quoted(icalproperty_as_ical_string(it));
    }
    for (icalcomponent *it = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); it;
         it = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
        errors(it);
}

static void text(const char *what, const char *uid, const char *field, const char *value)
{
    if (!value) return;
    comma();
    printf("[\"%s\",", what);
    quoted(uid);
    printf(",\"%s\",", field);
    quoted(value);
    putchar(']');
}

/* The name of a field, where it is a text of ours. */
static const char *field(icalproperty *property)
{
    switch (icalproperty_isa(property)) {
    case ICAL_NAME_PROPERTY: return "name";
    case ICAL_SUMMARY_PROPERTY: return "summary";
    case ICAL_DESCRIPTION_PROPERTY: return "description";
    case ICAL_LOCATION_PROPERTY: return "location";
    case ICAL_URL_PROPERTY: return "url";
    case ICAL_CATEGORIES_PROPERTY: return "category";
    default: return NULL;
    }
}

static void said(icalcomponent *part, const char *what, const char *uid)
{
    for (icalproperty *it = icalcomponent_get_first_property(part, ICAL_ANY_PROPERTY); it;
         it = icalcomponent_get_next_property(part, ICAL_ANY_PROPERTY)) {
        icalvalue *value = icalproperty_get_value(it);
        int uri = icalproperty_isa(it) == ICAL_URL_PROPERTY;
        if (field(it)) text(what, uid, field(it), uri ? icalvalue_get_uri(value) : icalvalue_get_text(value));
    }
    icalcompiter it = icalcomponent_begin_component(part, ICAL_VALARM_COMPONENT);
    for (icalcomponent *alarm; (alarm = icalcompiter_deref(&it)); icalcompiter_next(&it))
        text(what, uid, "alarm", icalcomponent_get_description(alarm));
}

static void texts(icalcomponent *calendar)
{
    said(calendar, "calendar", "");
    icalcompiter it = icalcomponent_begin_component(calendar, ICAL_ANY_COMPONENT);
    for (icalcomponent *part; (part = icalcompiter_deref(&it)); icalcompiter_next(&it)) {
        if (icalcomponent_isa(part) == ICAL_VEVENT_COMPONENT) said(part, "event", uid(part));
        if (icalcomponent_isa(part) == ICAL_VTODO_COMPONENT) said(part, "todo", uid(part));
    }
}

static char *slurp(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc((size_t)size + 1, 1);
    if (fread(text, 1, (size_t)size, file) != (size_t)size) text[0] = 0;
    fclose(file);
    return text;
}

static void nothing(const char *why)
{
    printf("{\"events\":0,\"occurrences\":[],\"errors\":[");
    quoted(why);
    printf("]}");
}

static void read_feed(const char *path)
{
    char *text = slurp(path);
    icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL;
    free(text);
    if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) {
        nothing("it cannot be parsed");
        return;
    }
    int events = 0, changes = 0;
    icalcompiter it = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    for (icalcomponent *event; (event = icalcompiter_deref(&it)); icalcompiter_next(&it)) {
        events++;
        changes |= is_change(event);
    }
    printf("{\"events\":%d,\"occurrences\":[", events);
    first_in_list = 1;
    it = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    for (icalcomponent *event; (event = icalcompiter_deref(&it)); icalcompiter_next(&it))
        expand(event, changes);
    if (getenv("TEXTS")) {
        printf("],\"texts\":[");
        first_in_list = 1;
        texts(calendar);
    }
    printf("],\"errors\":[");
    first_in_list = 1;
    icalrestriction_check(calendar);
    errors(calendar);
    printf("]}");
    icalcomponent_free(calendar);
}

static time_t day(const char *text)
{
    char compact[32];
    snprintf(compact, sizeof compact, "%.4s%.2s%.2sT000000Z", text, text + 5, text + 8);
    return icaltime_as_timet(icaltime_from_string(compact));
}

int main(int count, char **arguments)
{
    if (count != 3) return 2;
    from = day(arguments[1]);
    until = day(arguments[2]);
    char path[4096];
    size_t length = 0;
    printf("{\"reader\":\"libical %s\",\"feeds\":{", ICAL_VERSION);
    for (int c, none = 1; (c = getchar()) != EOF;) {
        if (length + 1 >= sizeof path) return 2;
        path[length++] = (char)c;
        if (c) continue;
        if (!none) putchar(',');
        none = 0;
        quoted(path);
        putchar(':');
        read_feed(path);
        length = 0;
    }
    puts("}}");
    return 0;
}
