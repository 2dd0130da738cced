package pk.rahnuma.api.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
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
@Schema(example = """
            {
              "problems": {"id_number": ["A CNIC or NICOP has 13 digits; this has 3. Example: 35202-1234567-8."]},
              "seq": 7,
              "messages": [
                {
                  "seq": 7,
                  "from": "desk",
                  "kind": "text",
                  "text": "The form brought 2 answers.",
                  "at": "2026-11-26T06:10:00Z",
                  "buttons": []
                }
              ],
              "language": "en"
            }
            """)
record FormResponse(
        @Nullable FormView form,
        Map<String, List<String>> problems,
        int seq,
        List<MessageResponse> messages,
        @Nullable String language) {}
