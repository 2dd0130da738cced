package pk.rahnuma.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import pk.rahnuma.ticket.work.TicketMessageService;

/// A message of a ticket.
///
/// @param seq its position in the conversation
/// @param from the person, or a member of staff
/// @param kind of content
/// @param file id of a file that came with it, to be downloaded from the conversation; missing when there is none
/// @param edited time at which staff edited their answer; missing otherwise
@JsonInclude(JsonInclude.Include.NON_NULL)
record TicketMessageResponse(
        @Schema(example = "17") int seq,

        @Schema(
                allowableValues = {"me", "desk"},
                example = "desk")
        String from,

        @Schema(
                allowableValues = {"text", "file", "voice", "contact", "edit"},
                example = "text")
        String kind,

        @Schema(example = "My line was cut this morning.") String text,
        @Schema(example = "8431202912771940127") @Nullable String file,
        Instant at,
        @Nullable Instant edited) {

    static TicketMessageResponse fromMessage(TicketMessageService.TicketMessage message) {
        return new TicketMessageResponse(
                message.line(),
                message.own() ? "me" : "desk",
                message.kind(),
                message.text(),
                message.file(),
                message.at(),
                message.edited());
    }
}
