package pk.rahnuma.person.signin;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.signin.SignInRepository.SignInRow;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Signs persons in by a code of six digits.
///
///     startSignIn(address)  → sign-in; the code goes to the address
///     startByLink()         → sign-in; the bot shows the code in the person's chat
///     startRecovery(contact) → sign-in; the code goes to the address in an application
///     checkCode(id, code)   → SignedIn(tokens)
///     openChat(id, code)    → a chat that is open in the browser
///
/// Nothing reveals who uses the desk: a sign-in begins in the same way for every address, with the same statements,
/// and its code goes to the address whether it is known or not. Beyond the limits of an address the response is the
/// same, and nothing is sent; a wrong code, too many tries and an unknown sign-in are the same too.
///
/// A sign-in and a try are counted before they are checked, so that many at once get no more than one after the other.
/// The caller limits how often a network asks.
///
/// Wrong tries count for their sign-in only, so that a stranger who types wrong codes does not lock the owner of an
/// address out. A sign-in whose code was not sent has none, so the codes of an address bound the guesses at it: in a
/// day [#MAX_DAILY_CODES_PER_ADDRESS] times [#MAX_TRIES], 50, at a million codes.
@Singleton
public class PersonSignInService {

    public static final Duration CODE_TTL = Duration.ofMinutes(10);

    /// Maximum tries of one sign-in.
    static final int MAX_TRIES = 5;

    /// Maximum characters of a typed code.
    private static final int MAX_CODE_LENGTH = 40;

    private static final String CODE_PATTERN = "[0-9]{6}";

    /// Maximum codes for one address in an hour.
    static final int MAX_HOURLY_CODES_PER_ADDRESS = 5;

    /// Maximum codes for one address in a day.
    static final int MAX_DAILY_CODES_PER_ADDRESS = 10;

    /// Time for which sign-ins are counted, and kept.
    static final Duration COUNTING_PERIOD = Duration.ofDays(1);

    private static final Duration HOUR = Duration.ofHours(1);

    private final SignInRepository rows;
    private final SignInCodes codes;
    private final SignInCodeSender sender;
    private final PersonIdentityRepository identities;
    private final SignInCompletionService completion;

    public PersonSignInService(
            SignInRepository rows,
            SignInCodes codes,
            SignInCodeSender sender,
            PersonIdentityRepository identities,
            SignInCompletionService completion) {
        this.rows = rows;
        this.codes = codes;
        this.sender = sender;
        this.identities = identities;
        this.completion = completion;
    }

    /// Tells whether the desk can send codes in this way.
    public boolean isOffered(IdentityKind kind) {
        return sender.isOffered(kind);
    }

    /// Tells whether the desk can send codes in any way.
    public boolean isOffered() {
        return Arrays.stream(IdentityKind.values()).anyMatch(this::isOffered);
    }

    /// Tells whether a person has proved an address of their own.
    public boolean hasProvedAddress(long person) {
        return identities.countByPersonId(person) > 0;
    }

    /// Reads six digits, in any script, with or without spaces.
    ///
    /// @param typed null for nothing
    /// @return empty when it is no code
    public static Optional<String> readCode(String typed) {
        return Optional.ofNullable(typed)
                .filter(text -> text.length() <= MAX_CODE_LENGTH)
                .map(TextNormaliser::toDigits)
                .filter(code -> code.matches(CODE_PATTERN));
    }

    /// A sign-in that was stored.
    ///
    /// @param codeDelivery sends its code, if there is one and the limits of the address allow it: after the commit, so
    ///     that sign-ins which are begun at the same time count each other
    public record StoredSignIn(StartedSignIn started, Runnable codeDelivery) {}

    /// Tells whether a code of this kind could be sent for a network now.
    public SignInCodeSender.CodeCapacity findCapacity(IdentityKind kind, String network) {
        return sender.findCapacity(kind, network);
    }

    /// Time until codes can go by SMS again when the budget of the day is used up.
    public Duration untilNextSms() {
        return sender.untilNextSms();
    }

    /// Begins a sign-in. The caller has asked for [#findCapacity].
    ///
    /// @param language of the message
    /// @param network that requests it
    public StoredSignIn startSignIn(IdentityAddress address, String language, String network, Instant now) {
        StartedSignIn started = new StartedSignIn(SubjectEncryptionService.newId(), now.plus(CODE_TTL));
        String code = codes.createCode();
        byte[] hash = identities.hashAddress(address);
        SignInMethod method = address.kind() == IdentityKind.EMAIL ? SignInMethod.EMAIL : SignInMethod.SMS;
        rows.insertSignIn(started, method, hash, address.address(), codes.hashCode(started.id(), code), now);
        return new StoredSignIn(started, () -> sendWithinLimits(started, hash, address, code, language, network, now));
    }

    /// Begins a sign-in whose code the bot shows to the person who follows a link: [ShowSignInCodeAction].
    public StartedSignIn startByLink(Instant now) {
        StartedSignIn started = new StartedSignIn(SubjectEncryptionService.newId(), now.plus(CODE_TTL));
        rows.insertWithoutCode(started.id(), SignInMethod.TELEGRAM, now);
        return started;
    }

    /// Begins a sign-in of a person who has lost their chat. Without a contact, the sign-in accepts no code.
    ///
    /// @param contact empty when nothing was proved
    /// @param network that requests it
    public StoredSignIn startRecovery(Optional<RecoveryContact> contact, String network, Instant now) {
        StartedSignIn started = new StartedSignIn(SubjectEncryptionService.newId(), now.plus(CODE_TTL));
        rows.insertWithoutCode(started.id(), SignInMethod.RECOVERY, now);
        Runnable codeDelivery = contact.map(found -> assignContact(started, found, network, now))
                .orElse(() -> {});
        return new StoredSignIn(started, codeDelivery);
    }

    private Runnable assignContact(StartedSignIn started, RecoveryContact contact, String network, Instant now) {
        String code = codes.createCode();
        byte[] hash = identities.hashAddress(contact.address());
        rows.assignPerson(started.id(), contact.person(), hash, codes.hashCode(started.id(), code));
        return () -> sendWithinLimits(started, hash, contact.address(), code, contact.language(), network, now);
    }

    private void sendWithinLimits(
            StartedSignIn started,
            byte[] hash,
            IdentityAddress address,
            String code,
            String language,
            String network,
            Instant now) {
        boolean sent = (!sender.sendsCodes() || isWithinLimits(hash, now))
                && sender.sendCode(address, code, language, network);
        if (!sent) {
            rows.removeCode(started.id());
        }
    }

    private boolean isWithinLimits(byte[] hash, Instant now) {
        return rows.countCodesSince(hash, now.minus(HOUR)) <= MAX_HOURLY_CODES_PER_ADDRESS
                && rows.countCodesSince(hash, now.minus(COUNTING_PERIOD)) <= MAX_DAILY_CODES_PER_ADDRESS;
    }

    /// Checks a code, and signs the device in.
    ///
    /// @param code as typed, six digits
    public SignInOutcome checkCode(long id, String code, SignInCaller caller, Instant now) {
        return findProved(id, code, now)
                .map(signIn -> completion.completeSignIn(signIn, caller, now))
                .orElseGet(SignInOutcome.Rejected::new);
    }

    /// Checks a code, and opens a chat of the person in a browser.
    ///
    /// @param code as typed, six digits
    /// @param current chat that is open in the browser; a new address becomes that of its person
    /// @param language that a new person begins with
    /// @param opening gives the browser the chat, in the transaction that uses the sign-in up
    /// @return empty when the chat was opened
    public Optional<SignInOutcome.Refused> openChat(
            long id, String code, Optional<Chat> current, String language, Consumer<Chat> opening, Instant now) {
        Optional<SignInRow> signIn = findProved(id, code, now);
        return signIn.isPresent()
                ? completion.openChat(signIn.get(), current, language, opening, now)
                : Optional.of(new SignInOutcome.Rejected());
    }

    /// Sign-in whose code is right. The try is counted before.
    private Optional<SignInRow> findProved(long id, String code, Instant now) {
        return rows.countTry(id, MAX_TRIES, now.minus(CODE_TTL)) == 0
                ? Optional.empty()
                : rows.findById(id).filter(row -> codes.isRight(id, code, row.codeHash()));
    }

    /// True when a code of this sign-in can be right.
    public boolean isOpen(long id, Instant now) {
        return rows.findById(id)
                .filter(row -> countTriesLeft(row) > 0)
                .filter(row -> now.isBefore(row.createdAt().plus(CODE_TTL)))
                .isPresent();
    }

    /// A sign-in for which a code was requested.
    ///
    /// @param address to which it goes
    /// @param expires end of its validity
    /// @param triesLeft number of codes that can still be tried; 0 when one was right
    public record RequestedCode(IdentityAddress address, Instant expires, int triesLeft) {}

    /// Returns a sign-in that [#startSignIn] began within the last day, for the caller who began it.
    public Optional<RequestedCode> findRequested(long id) {
        return rows.findById(id)
                .filter(row -> row.method() == SignInMethod.EMAIL || row.method() == SignInMethod.SMS)
                .filter(row -> row.address().length > 0)
                .map(row -> new RequestedCode(
                        new IdentityAddress(row.method().toAddressKind(), rows.openAddress(row)),
                        row.createdAt().plus(CODE_TTL),
                        countTriesLeft(row)));
    }

    private static int countTriesLeft(SignInRow row) {
        return row.usedAt() == null ? MAX_TRIES - row.tries() : 0;
    }
}
