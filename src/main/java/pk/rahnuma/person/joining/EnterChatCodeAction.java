package pk.rahnuma.person.joining;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.person.LookupFailureRepository.FailureRecord;
import pk.rahnuma.person.joining.ChatJoiningService.OtherChat;

/// `people.enter_chat_code`: finds the chat that shows a code. A code that is wrong, used or expired gets the same
/// answer, and counts as a failed look-up.
@Singleton
@Named("people.enter_chat_code")
public final class EnterChatCodeAction implements Action.Mutation<EnterChatCodeAction.In, EnterChatCodeAction.Out> {

    private static final int SECONDS_TO_ROUND_UP = 59;

    /// Input of the action.
    ///
    /// @param code as typed
    public record In(String code) {

        @Override
        public String toString() {
            return "code";
        }
    }

    /// Result of the action.
    ///
    /// @param problem empty when found; `not_found`; `same` when this chat shows the code; `wait` after several
    /// failures
    /// @param wait_minutes with `wait`: minutes until the next try
    /// @param channel of the chat, `telegram` or `web`
    /// @param applications number of applications there
    /// @param tickets number of tickets there
    public record Out(
            boolean found, String problem, long wait_minutes, String channel, long applications, long tickets) {

        private static Out failed(String problem, long minutes) {
            return new Out(false, problem, minutes, "", 0, 0);
        }
    }

    private final ChatJoiningService joinings;
    private final LookupFailureRepository failures;

    EnterChatCodeAction(ChatJoiningService joinings, LookupFailureRepository failures) {
        this.joinings = joinings;
        this.failures = failures;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream().map(this::enterCode).toList();
    }

    private Out enterCode(Request<In> request) {
        long person = request.conversation();
        FailureRecord before = failures.findRecords(List.of(person)).getOrDefault(person, FailureRecord.NO_FAILURES);
        Duration pause = before.remainingPause(request.now());
        if (pause.isPositive()) {
            return Out.failed("wait", pause.plusSeconds(SECONDS_TO_ROUND_UP).toMinutes());
        }
        Optional<OtherChat> found = joinings.findCode(request.arguments().code(), request.now());
        if (found.isEmpty()) {
            failures.saveRecords(Map.of(person, before.afterFailure(request.now())));
            return Out.failed("not_found", 0);
        }
        OtherChat other = found.get();
        return other.person() == person
                ? Out.failed("same", 0)
                : new Out(
                        true,
                        "",
                        0,
                        other.channel(),
                        other.moves().getOrDefault("applications", 0L),
                        other.moves().getOrDefault("tickets", 0L));
    }
}
