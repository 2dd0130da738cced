package pk.rahnuma.api.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.render.FormView;

/// What came of answers that a form sent.
///
/// @param form as it is now; null when nothing runs any more
/// @param problems in words, by key of the answer; empty when all that could be taken was
/// @param seq the last place among the messages
/// @param messages what the desk said to it in the conversation, with the buttons to go on
/// @param language that the conversation is held in; null as long as none was chosen
@JsonInclude(JsonInclude.Include.NON_NULL)
record FormResponse(
        FormView form, Map<String, List<String>> problems, int seq, List<MessageResponse> messages, String language) {}
