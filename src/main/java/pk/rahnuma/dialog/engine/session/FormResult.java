package pk.rahnuma.dialog.engine.session;

import java.util.List;
import java.util.Map;

/// What came of filling a form.
///
/// @param stepped the session as it is now, with what it says and calls
/// @param problems in words, by key of the answer; empty when all passed
public record FormResult(StepResult stepped, Map<String, List<String>> problems) {}
