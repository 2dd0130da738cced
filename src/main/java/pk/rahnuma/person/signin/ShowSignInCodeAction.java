package pk.rahnuma.person.signin;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.person.signin.SignInRepository.SignInRow;
import pk.rahnuma.vault.SubjectEncryptionService;

/// `people.sign_in_code`: gives a sign-in that was begun with a link to the bot its person, who followed the link, and
/// a code, which that person types into the device. A second call by the same person gives a new code; one by another
/// person gives none.
@Singleton
@Named("people.sign_in_code")
public final class ShowSignInCodeAction implements Action.Mutation<ShowSignInCodeAction.In, ShowSignInCodeAction.Out> {

    /// Input of the action.
    ///
    /// @param number of the sign-in, from its link
    public record In(String number) {}

    /// Result of the action.
    ///
    /// @param done false when there is no such sign-in, or it was used, expired, or opened by another person
    /// @param code six digits; empty when not done
    public record Out(boolean done, String code) {

        private static final Out NONE = new Out(false, "");

        @Override
        public String toString() {
            return "code " + done;
        }
    }

    private final SignInRepository rows;
    private final SignInCodes codes;

    ShowSignInCodeAction(SignInRepository rows, SignInCodes codes) {
        this.rows = rows;
        this.codes = codes;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<Long> ids = requests.stream()
                .flatMap(request -> readId(request).stream())
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return requests.stream().map(request -> Out.NONE).toList();
        }
        Map<Long, SignInRow> known = new HashMap<>();
        rows.findByIdIn(ids).forEach(row -> known.put(row.id(), row));
        Map<Long, SignInRow> assigned = new HashMap<>();
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            Optional<SignInRow> open =
                    readId(request).map(known::get).filter(row -> isOpenTo(row, request.conversation(), request.now()));
            if (open.isEmpty()) {
                results.add(Out.NONE);
                continue;
            }
            long id = open.get().id();
            String code = codes.createCode();
            SignInRow row = open.get().assignTo(request.conversation(), codes.hashCode(id, code));
            known.put(id, row);
            assigned.put(id, row);
            results.add(new Out(true, code));
        }
        if (!assigned.isEmpty()) {
            rows.assignPersons(List.copyOf(assigned.values()));
        }
        return results;
    }

    private static Optional<Long> readId(Request<In> request) {
        OptionalLong id = SubjectEncryptionService.parseId(request.arguments().number());
        return id.isPresent() ? Optional.of(id.getAsLong()) : Optional.empty();
    }

    private static boolean isOpenTo(SignInRow row, long person, Instant now) {
        return row.method() == SignInMethod.TELEGRAM
                && row.usedAt() == null
                && now.isBefore(row.createdAt().plus(PersonSignInService.CODE_TTL))
                && (row.personId() == SignInRepository.NO_PERSON || row.personId() == person);
    }
}
