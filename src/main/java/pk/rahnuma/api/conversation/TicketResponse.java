package pk.rahnuma.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.work.CustomerTicketService.CustomerTicket;

/// A ticket.
///
/// @param number grouped for reading
/// @param topic `my_application`, `how_to_register`, `complaint`, `line_blocked`, `something_else`, or another code of
///     the desk
/// @param subject the beginning of the text
/// @param text of the person; in a list, missing
/// @param reference of the application that it is about, as the person gave it; missing when there is none
/// @param next who acts next
/// @param human whether the messages of the conversation go to a member of staff now, by this ticket
/// @param assigned whether a member of staff has it
/// @param answered time of the last answer; missing before it
/// @param due time for which the desk aims with the first answer; missing when there was one, for a person who has
///     proved nothing, and, like the next three, while no member of staff can answer
/// @param place in the queue, 1 is next; missing when it is not there
/// @param answerBy time by which half of such tickets are answered; missing when it is over or not known
/// @param wasDue time by which half of such tickets would have been answered, when that is over; missing otherwise
/// @param closes time at which a solved ticket is closed; missing otherwise
/// @param rating 1 to 5; missing before it
/// @param mergedInto the ticket that replaces this one; missing when there is none
/// @param actions that the person may take now
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = """
            {
              "number": "T7MP-4RTX-9X",
              "topic": "complaint",
              "subject": "My company does not answer.",
              "text": "My company does not answer.",
              "reference": "K7MP-4RTX-9X",
              "status": "new",
              "next": "desk",
              "human": false,
              "assigned": false,
              "opened": "2026-11-26T06:10:00Z",
              "due": "2026-11-26T10:10:00Z",
              "place": 3,
              "answerBy": "2026-11-26T08:30:00Z",
              "actions": ["write"]
            }
            """)
record TicketResponse(
        @Schema(example = "T7MP-4RTX-9X") String number,
        @Schema(example = "line_blocked") String topic,
        @Schema(example = "A registered line is blocked") String subject,

        @Schema(example = "My line was cut this morning.") @Nullable
        String text,

        @Schema(example = "K7MP-4RTX-9X") @Nullable String reference,

        @Schema(
                allowableValues = {
                    "new",
                    "open",
                    "waiting_user",
                    "waiting_isp",
                    "waiting_pta",
                    "resolved",
                    "closed",
                    "reopened"
                },
                example = "waiting_user")
        String status,

        @Schema(
                allowableValues = {"desk", "me", "provider", "authority", "none"},
                example = "me")
        String next,

        boolean human,
        boolean assigned,
        Instant opened,
        @Nullable Instant answered,
        @Nullable Instant due,
        @Schema(example = "3") @Nullable Long place,
        @Nullable Instant answerBy,
        @Nullable Instant wasDue,
        @Nullable Instant closes,
        @Schema(example = "5") @Nullable Integer rating,
        @Schema(example = "T3XP-7RTA-4J") @Nullable String mergedInto,

        @Schema(
                allowableValues = {"write", "rate"},
                example = "[\"write\"]")
        List<String> actions) {

    private static final int MAX_SUBJECT_LENGTH = 80;

    static TicketResponse inFull(CustomerTicket own) {
        return of(own, own.body().text());
    }

    static TicketResponse inList(CustomerTicket own) {
        return of(own, null);
    }

    private static TicketResponse of(CustomerTicket own, String text) {
        Ticket ticket = own.ticket();
        String reference = own.body().reference();
        return new TicketResponse(
                ticket.number().toGroupedText(),
                ticket.topic(),
                subject(own.body().text()),
                text,
                Reference.parseText(reference).map(Reference::toGroupedText).orElse(null),
                ticket.state().name().toLowerCase(Locale.ROOT),
                nextActor(ticket),
                own.handover(),
                ticket.assignee() != null,
                ticket.opened(),
                ticket.answered(),
                own.expected().due(),
                own.expected().place() == 0 ? null : own.expected().place(),
                own.expected().answerBy(),
                own.expected().missed(),
                ticket.closes(),
                ticket.rating(),
                own.mergedInto() == null ? null : own.mergedInto().toGroupedText(),
                actions(own));
    }

    private static String subject(String text) {
        String first = text.strip().lines().findFirst().orElse("");
        return first.codePointCount(0, first.length()) <= MAX_SUBJECT_LENGTH
                ? first
                : first.substring(0, first.offsetByCodePoints(0, MAX_SUBJECT_LENGTH)) + "…";
    }

    private static String nextActor(Ticket ticket) {
        if (!ticket.isActive()) {
            return "none";
        }
        return switch (ticket.state()) {
            case WAITING_USER -> "me";
            case WAITING_ISP -> "provider";
            case WAITING_PTA -> "authority";
            default -> "desk";
        };
    }

    private static List<String> actions(CustomerTicket own) {
        List<String> actions = new ArrayList<>();
        if (own.canBeWrittenTo()) {
            actions.add("write");
        }
        if (own.canBeRated()) {
            actions.add("rate");
        }
        return actions;
    }
}
