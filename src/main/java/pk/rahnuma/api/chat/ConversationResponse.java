package pk.rahnuma.api.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/// Messages of a conversation, in order.
///
/// @param seq the last place among them; 0 when there are none
/// @param language of the conversation (`en`, `ur`, `ur-Latn`); null until one is chosen
/// @param notice a short text for the tap itself, or null
/// @param token of a chat that was opened by this request, for a program; or null
/// @param banner notice to all users, or null
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConversationResponse(
        int seq,
        List<MessageResponse> messages,
        @Nullable String language,
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
