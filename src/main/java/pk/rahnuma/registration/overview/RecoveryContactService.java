package pk.rahnuma.registration.overview;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.signin.RecoveryContact;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.overview.ApplicationLookupService.LookupResult;
import pk.rahnuma.registration.record.ApplicationContentService;

/// Finds the address of a person who has lost their chat, by the reference of an application and its second proof: the
/// e-mail address or mobile number in that application. Applications of organisations are left out: their contact may
/// be a colleague.
@Singleton
public class RecoveryContactService {

    private static final String EMAIL_ANSWER = "email";

    private final TransactionOperations<Connection> transactions;
    private final ApplicationLookupService lookups;
    private final ApplicationContentService contents;

    RecoveryContactService(
            TransactionOperations<Connection> transactions,
            ApplicationLookupService lookups,
            ApplicationContentService contents) {
        this.transactions = transactions;
        this.lookups = lookups;
        this.contents = contents;
    }

    /// Result of a look-up.
    ///
    /// @param contact empty when nothing was found, or the application has no such address
    /// @param lookup whose time the response has to keep; its problem may be shown, except
    ///     [LookupProblem#NOT_FOUND]
    public record ContactLookup(Optional<RecoveryContact> contact, LookupResult lookup) {}

    /// Looks up the address. The caller limits how often a network asks.
    public ContactLookup findContact(String reference, String proof, IdentityKind kind, Instant now) {
        LookupResult lookup = lookups.lookUp(reference, proof, now);
        Optional<RecoveryContact> contact = Optional.ofNullable(lookup.application())
                .map(ApplicationView::application)
                .filter(application -> application.isPersonal() && !application.isErased())
                .flatMap(application -> readContact(application, kind));
        return new ContactLookup(contact, lookup);
    }

    private Optional<RecoveryContact> readContact(Application application, IdentityKind kind) {
        FormAnswers answers = transactions
                .executeRead(status -> contents.readAnswers(List.of(application)))
                .get(application.id());
        String address = answers.textAnswer(kind == IdentityKind.EMAIL ? EMAIL_ANSWER : FormAnswers.MOBILE);
        return IdentityAddress.parseText(kind, address)
                .map(found -> new RecoveryContact(application.conversation(), found, application.language()));
    }
}
