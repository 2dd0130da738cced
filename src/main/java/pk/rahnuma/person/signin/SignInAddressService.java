package pk.rahnuma.person.signin;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.signin.SignInRepository.SignInRow;

/// Stores the address of a sign-in as that of its person. Takes part in the transaction of the thread.
@Singleton
class SignInAddressService {

    private final SignInRepository rows;
    private final PersonIdentityRepository identities;
    private final AuditLog audit;

    SignInAddressService(SignInRepository rows, PersonIdentityRepository identities, AuditLog audit) {
        this.rows = rows;
        this.identities = identities;
        this.audit = audit;
    }

    /// Result of storing an address.
    ///
    /// @param refusal empty when it was stored, or the sign-in has none
    /// @param added kind of an address that the person did not have before
    record SavedAddress(Optional<SignInOutcome.Refused> refusal, Optional<IdentityKind> added) {

        private static SavedAddress refused(SignInOutcome.Refused refusal) {
            return new SavedAddress(Optional.of(refusal), Optional.empty());
        }
    }

    /// Person whose address it is.
    Optional<Long> findOwner(SignInRow signIn) {
        return identities.findPerson(signIn.addressHash());
    }

    /// Stores the address, which a code has proved. The caller holds the lock of the person.
    SavedAddress saveAddress(long person, SignInRow signIn, Instant now) {
        String address = rows.openAddress(signIn);
        if (address.isEmpty()) {
            return new SavedAddress(Optional.empty(), Optional.empty());
        }
        boolean known = findOwner(signIn).isPresent();
        if (!known && identities.countByPersonId(person) >= PersonIdentityRepository.MAX_IDENTITIES_PER_PERSON) {
            return SavedAddress.refused(new SignInOutcome.TooManyAddresses());
        }
        IdentityKind kind = signIn.method().toAddressKind();
        if (identities.saveProved(person, new IdentityAddress(kind, address), now) != person) {
            // Another request stored it as that of another person a moment ago; the code can be sent again.
            return SavedAddress.refused(new SignInOutcome.Rejected());
        }
        return new SavedAddress(Optional.empty(), known ? Optional.empty() : Optional.of(kind));
    }

    /// Records an added address in the audit log.
    void recordAddition(long person, IdentityKind kind, Instant now) {
        audit.appendEntries(List.of(new AuditEntry(
                person, "applicant", "identity.added", kind.name().toLowerCase(Locale.ROOT), null, now)));
    }
}
