package pk.rahnuma.api.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.render.FormView;

/// Result of the answers of a form.
///
/// @param form the form as it is now; null when no script runs any more
/// @param problems messages, by key of the answer; empty when every answer was accepted
/// @param seq the last place among the messages
/// @param messages replies of the desk in the conversation, with their buttons
/// @param language of the conversation; null until one is chosen
@JsonInclude(JsonInclude.Include.NON_NULL)
record FormResponse(
        @Nullable FormView form,
        Map<String, List<String>> problems,
        int seq,
        List<MessageResponse> messages,
        @Nullable String language) {}
