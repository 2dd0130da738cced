package pk.rahnuma.person.link;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.person.LookupFailureRepository.FailureRecord;
import pk.rahnuma.person.link.LinkOfferService.CodeOwner;

/// `people.enter_link_code`: finds the chat that shows a code. A code that is wrong, used or expired gets the same
/// answer, and counts as a failed look-up.
@Singleton
@Named("people.enter_link_code")
public final class EnterLinkCodeAction implements Action.Mutation<EnterLinkCodeAction.In, EnterLinkCodeAction.Out> {

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
    public record Out(boolean found, String problem, long wait_minutes, String channel) {

        private static Out failed(String problem, long minutes) {
            return new Out(false, problem, minutes, "");
        }
    }

    private final LinkOfferService offers;
    private final LookupFailureRepository failures;

    EnterLinkCodeAction(LinkOfferService offers, LookupFailureRepository failures) {
        this.offers = offers;
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
        Optional<CodeOwner> found = offers.findCode(request.arguments().code(), request.now());
        if (found.isEmpty()) {
            failures.saveRecords(Map.of(person, before.afterFailure(request.now())));
            return Out.failed("not_found", 0);
        }
        CodeOwner other = found.get();
        return other.person() == person ? Out.failed("same", 0) : new Out(true, "", 0, other.channel());
    }
}
