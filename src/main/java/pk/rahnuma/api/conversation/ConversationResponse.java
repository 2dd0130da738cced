package pk.rahnuma.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import pk.rahnuma.shared.Language;

/// Messages of a conversation, in order.
///
/// @param seq the last place among them; 0 when there are none
/// @param language of the conversation; null until one is chosen
/// @param notice a short text for the tap itself, or null
/// @param token of a chat that was opened by this request, for a program; or null
/// @param banner notice to all users, or null
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = """
            {
              "seq": 2,
              "language": "en",
              "messages": [
                {
                  "seq": 1,
                  "from": "me",
                  "kind": "text",
                  "text": "/start",
                  "id": "6f1d2a30-0001",
                  "at": "2026-11-26T06:10:00Z",
                  "buttons": []
                },
                {
                  "seq": 2,
                  "from": "desk",
                  "kind": "text",
                  "text": "Assalam-o-alaikum! This is Rahnuma.",
                  "at": "2026-11-26T06:10:00Z",
                  "buttons": [[{"label": "Do I have to register?", "data": "!start=eligibility"}]]
                }
              ]
            }
            """)
record ConversationResponse(
        int seq,
        List<MessageResponse> messages,

        @Nullable
        @Schema(
                allowableValues = {Language.ENGLISH, Language.URDU, Language.ROMAN_URDU},
                example = "ur")
        String language,

        @Nullable String notice,
        @Nullable String token,
        @Nullable String banner) {

    static ConversationResponse ofMessages(List<MessageResponse> lines, String language) {
        return ofMessages(lines, language, null, null);
    }

    ConversationResponse withBanner(String banner) {
        return new ConversationResponse(seq, messages, language, notice, token, banner);
    }

    static ConversationResponse ofMessages(List<MessageResponse> lines, String language, String notice, String token) {
        return new ConversationResponse(
                lines.isEmpty() ? 0 : lines.getLast().seq(), lines, language, notice, token, null);
    }
}
