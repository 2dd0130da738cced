package pk.rahnuma.registration.form;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentity;
import pk.rahnuma.person.PersonIdentityRepository;

/// Finds the addresses and numbers in an application that its applicant has proved with a code.
///
/// It is decided when the application is read, by the answers and the proofs of that moment: another answer has no
/// mark, a later proof adds one, and nothing is stored that could disagree with the proofs. The time tells whether the
/// proof was before the submission. Only proofs of the applicant count, so that the mark reveals nothing about others.
@Singleton
public class VerifiedContactService {

    /// Questions about the applicant's own addresses and numbers.
    private static final Map<String, IdentityKind> CONTACT_QUESTIONS = Map.of(
            FormAnswers.MOBILE,
            IdentityKind.PHONE,
            FormAnswers.VPN_MOBILE,
            IdentityKind.PHONE,
            "applicant_mobile",
            IdentityKind.PHONE,
            "email",
            IdentityKind.EMAIL,
            "applicant_email",
            IdentityKind.EMAIL);

    private final PersonIdentityRepository identities;

    VerifiedContactService(PersonIdentityRepository identities) {
        this.identities = identities;
    }

    /// Finds verified answers; one query.
    ///
    /// @param applicant person who submitted the application
    /// @return times of the proofs, by the name of the question
    public Map<String, Instant> findVerified(long applicant, FormAnswers answers) {
        List<PersonIdentity> proved =
                identities.findByPersons(List.of(applicant)).getOrDefault(applicant, List.of());
        Map<String, Instant> verified = new LinkedHashMap<>();
        CONTACT_QUESTIONS.keySet().stream().sorted().forEach(name -> {
            IdentityAddress given = new IdentityAddress(CONTACT_QUESTIONS.get(name), answers.textAnswer(name));
            proved.stream()
                    .filter(identity -> identity.address().isSameAddress(given))
                    .forEach(identity -> verified.put(name, identity.verified()));
        });
        return verified;
    }
}
