import CICal
import Phaseline

/// iCalendar (RFC 5545), as libical writes it: lines end in CR LF and are folded at 75 octets.
enum CalendarText {
  static func text(_ calendar: ProgrammeCalendar) -> String {
    let component = icalcomponent_new(ICAL_VCALENDAR_COMPONENT)
    defer { icalcomponent_free(component) }
    icalcomponent_add_property(component, icalproperty_new_version("2.0"))
    icalcomponent_add_property(component, icalproperty_new_prodid("-//Phaseline//Phaseline \(Version.current)//EN"))
    for event in calendar.events { icalcomponent_add_component(component, self.event(event, made: calendar.made)) }
    guard let written = icalcomponent_as_ical_string_r(component) else { return "" }
    defer { icalmemory_free_buffer(written) }
    return String(cString: written)
  }

  /// A whole day that keeps nobody from other work. It is stamped with the day of making, so that the same calendar is the
  /// same bytes.
  private static func event(_ event: ProgrammeCalendar.Event, made: Day) -> OpaquePointer? {
    let component = icalcomponent_new(ICAL_VEVENT_COMPONENT)
    let properties = [
      icalproperty_new_uid(event.uid),
      icalproperty_new_dtstamp(icaltime_from_string(compact(made) + "T000000Z")),
      icalproperty_new_dtstart(icaltime_from_string(compact(event.day))),
      icalproperty_new_summary(event.summary), icalproperty_new_description(event.description),
      icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT),
    ]
    for property in properties { icalcomponent_add_property(component, property) }
    return component
  }

  /// "20260630".
  private static func compact(_ day: Day) -> String { day.iso.replacing("-", with: "") }
}
