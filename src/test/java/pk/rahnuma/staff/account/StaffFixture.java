package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.DeviceRepository;
import pk.rahnuma.staff.StaffAccountLock;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.StaffTokenRepository;
import pk.rahnuma.vault.OneTimeCodeService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// The staff services over a database, with passwords that are hashed quickly, and members who sign in.
public final class StaffFixture {

    public static final Instant MORNING = Instant.parse("2026-11-23T04:00:00.123456Z");
    public static final String PASSWORD = "three goats on a roof";
    public static final ClientInfo OFFICE = new ClientInfo("203.0.113.7", "Firefox");
    public static final AccountActor CONSOLE = new AccountActor.CommandLine();
    static final PasswordHasher.WorkFactor MINIMAL_WORK_FACTOR = new PasswordHasher.WorkFactor(64, 1, 1);

    public final TestDatabase database;
    public final AuditLog audit;
    public final List<String> hashed = new ArrayList<>();
    /// Accounts whose sign-out was reported.
    public final List<Long> signedOutAccounts = new ArrayList<>();

    public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SignInMetrics meters = new SignInMetrics();
    public final StaffAccountRepository rows;
    final StaffTokenRepository tokens;
    final StaffAccountLock accountLock;
    final SignInThrottle failures;
    public final StaffSessionService sessions;
    final SecondFactorService secondFactors;
    public final SignInService signIn;
    public final StaffAccountService accounts;
    final PasswordLinkService links;
    public final OwnAccountService own;
    final TelegramAccountLinkService chats;
    private final TotpCodes totp = new TotpCodes();

    public StaffFixture(TestDatabase database) {
        this(database, MINIMAL_WORK_FACTOR);
    }

    public StaffFixture(TestDatabase database, PasswordHasher.WorkFactor work) {
        this.database = database;
        SubjectEncryptionService vault = database.vault();
        audit = database.getBean(AuditLog.class);
        rows = database.getBean(StaffAccountRepository.class);
        tokens = database.getBean(StaffTokenRepository.class);
        accountLock = database.getBean(StaffAccountLock.class);
        failures = database.getBean(SignInThrottle.class);
        TransactionOperations<Connection> transactions = database.transactions();
        sessions = new StaffSessionService(
                transactions,
                tokens,
                rows,
                accountLock,
                List.of(signedOutAccounts::add),
                database.getBean(DeviceRepository.class));
        PasswordHasher passwords = new PasswordHasher(vault, work) {
            @Override
            public boolean matchesHash(ClientKind client, String password, String phc) {
                hashed.add(phc);
                return super.matchesHash(client, password, phc);
            }
        };
        OneTimeCodeService codes = database.getBean(OneTimeCodeService.class);
        secondFactors = new SecondFactorService(vault, rows, accountLock, codes);
        signIn = new SignInService(transactions, passwords, failures, rows, tokens, sessions, secondFactors, meters);
        meters.bindTo(registry);
        chats = database.getBean(TelegramAccountLinkService.class);
        accounts = new StaffAccountService(
                transactions, vault, rows, tokens, codes, accountLock, chats, List.of(signedOutAccounts::add));
        links = new PasswordLinkService(transactions, rows, tokens, codes, passwords, accounts, signIn, accountLock);
        own = new OwnAccountService(transactions, rows, tokens, passwords, failures, secondFactors, accountLock, chats);
    }

    public static String name(String begin) {
        return begin + " " + Long.toString(SubjectEncryptionService.newId(), 36);
    }

    /// A client that is new to the desk.
    public static ClientInfo elsewhere() {
        return new ClientInfo("host " + SubjectEncryptionService.newId(), null);
    }

    /// Invites a member who has set the password and nothing more.
    public StaffMember inviteMember(String name, StaffRole role, Instant now) {
        StaffInvitation invitation = accounts.addMember(CONSOLE, name, role, Set.of("en"), Set.of(), now);
        links.setPassword(invitation.token(), PASSWORD, now);
        return invitation.member();
    }

    /// A member who has signed in once, with the secret of their phone.
    public record Somebody(StaffMember member, String secret, List<String> recoveryCodes, SignInResult.SignedIn in) {
        public AuthenticatedStaff who() {
            return in.who();
        }

        public String token() {
            return in.token();
        }
    }

    public Somebody createMember(StaffRole role, Instant now) {
        StaffMember member = inviteMember(name("sana"), role, now);
        String pending = pending(member, now);
        String secret = signIn.findEnrolment(pending, now).orElseThrow().secret();
        SignInResult.SignedIn in =
                (SignInResult.SignedIn) signIn.confirmEnrolment(pending, code(secret, now), elsewhere(), now);
        return new Somebody(in.who().member(), secret, in.recoveryCodes(), in);
    }

    /// A sign-in after the right password.
    public String pending(StaffMember member, Instant now) {
        SignInResult step = signIn.checkPassword(member.name(), PASSWORD, elsewhere(), now);
        assertThat(step).isInstanceOf(SignInResult.SecondFactorRequired.class);
        return ((SignInResult.SecondFactorRequired) step).pending();
    }

    public SignInResult.SignedIn signIn(Somebody somebody, Instant now) {
        return (SignInResult.SignedIn)
                signIn.checkCode(pending(somebody.member(), now), code(somebody.secret(), now), elsewhere(), now);
    }

    /// The code that the phone shows.
    public String code(String secret, Instant now) {
        return totp.generateCode(base32(secret), now.getEpochSecond() / 30);
    }

    public List<String> auditedActions(long account) {
        assertThat(AuditChainFixture.faultsOf(audit, account)).isEmpty();
        return AuditChainFixture.entriesOf(database, account).stream()
                .map(AuditEntry::what)
                .toList();
    }

    private static byte[] base32(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (char c : text.toCharArray()) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }
}
