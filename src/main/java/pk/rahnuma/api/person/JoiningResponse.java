package pk.rahnuma.api.person;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import pk.rahnuma.person.joining.PersonJoiningService.JoiningStatus;

/// Joining of another person into the one of the token. The id is text, since JavaScript would round a long number.
///
/// @param state `waiting`; `moving` while earlier messages follow; `done`
/// @param expires until which it can be carried out
/// @param moves numbers of what is joined, by name, while it waits: `addresses`, `applications`, `chats`, `devices`,
///     `organisations`, `tickets`
@Schema(example = """
            {
              "id": "7203202912771940127",
              "state": "waiting",
              "expires": "2026-11-30T08:20:00Z",
              "moves": {
                "addresses": 1,
                "applications": 2,
                "chats": 1,
                "devices": 1,
                "organisations": 0,
                "tickets": 1
              }
            }
            """)
public record JoiningResponse(
        @Schema(example = "5381202912771940127") String id,

        @Schema(
                example = "waiting",
                allowableValues = {"waiting", "moving", "done"})
        String state,

        Instant expires,

        @Schema(example = "{\"applications\": 2, \"tickets\": 1}")
        Map<String, Long> moves) {

    public static JoiningResponse fromStatus(JoiningStatus joining) {
        return new JoiningResponse(
                Long.toString(joining.id()),
                joining.state().name().toLowerCase(Locale.ROOT),
                joining.expires(),
                joining.moves());
    }
}
