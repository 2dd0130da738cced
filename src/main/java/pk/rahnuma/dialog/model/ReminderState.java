package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/// State of the reminders of a session.
///
/// @param touched when the person last moved the session forward
/// @param count number of reminders sent since then
/// @param time of the reminder that the person chose, or null
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ReminderState(Instant touched, int count, Instant time) {}
