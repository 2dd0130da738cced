package pk.rahnuma.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pk.rahnuma.Database;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.AuditChains;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.vault.Vault;

/// The room of the staff over a database, with passwords that are quickly worked out, and members to sign in.
final class Desk {

    static final Instant MORNING = Instant.parse("2026-11-23T04:00:00.123456Z");
    static final String PASSWORD = "three goats on a roof";
    static final Visit OFFICE = new Visit("203.0.113.7", "Firefox");
    static final Actor CONSOLE = new Actor.CommandLine();
    static final Passwords.Work LITTLE = new Passwords.Work(64, 1, 1);

    final Database database;
    final Audit audit;
    final List<String> hashed = new ArrayList<>();
    /// Accounts whose members are out, as they were told of.
    final List<Long> left = new ArrayList<>();

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters();
    final AccountRows rows;
    final TokenRows tokens;
    final Door door;
    final Failures failures;
    final Sessions sessions;
    final SignIn signIn;
    final Accounts accounts;
    final Links links;
    final OwnAccount own;
    final ChatAccounts chats;
    private final Totp totp = new Totp();

    Desk(Database database) {
        this(database, LITTLE);
    }

    Desk(Database database, Passwords.Work work) {
        this.database = database;
        Vault vault = database.vault();
        audit = new Audit(database.jdbi(), vault);
        rows = new AccountRows(database.jdbi());
        tokens = new TokenRows(database.jdbi(), vault);
        door = new Door(database.jdbi(), audit);
        DeviceRepository devices = new DeviceRepository(database.jdbi(), vault);
        failures = new Failures(database.jdbi(), vault, devices);
        sessions = new Sessions(database.jdbi(), tokens, rows, door, List.of(left::add), devices);
        Passwords passwords = new Passwords(vault, work) {
            @Override
            boolean matches(String password, String phc) {
                hashed.add(phc);
                return super.matches(password, phc);
            }
        };
        signIn = new SignIn(database.jdbi(), vault, passwords, failures, rows, tokens, sessions, door, meters);
        meters.bindTo(registry);
        chats = new ChatAccounts(database.jdbi(), vault, rows, door);
        accounts = new Accounts(database.jdbi(), vault, rows, tokens, door, chats, List.of(left::add));
        links = new Links(database.jdbi(), rows, tokens, vault, passwords, accounts, signIn, door);
        own = new OwnAccount(database.jdbi(), rows, tokens, passwords, failures, signIn, door, chats);
    }

    static String name(String begin) {
        return begin + " " + Long.toString(Vault.newId(), 36);
    }

    /// Nobody has asked from there before.
    static Visit elsewhere() {
        return new Visit("host " + Vault.newId(), null);
    }

    /// Invited, with the password set and nothing more.
    Member invited(String name, Role role, Instant now) {
        Invitation invitation = accounts.add(CONSOLE, name, role, Set.of("en"), Set.of(), now);
        links.setPassword(invitation.token(), PASSWORD, now);
        return invitation.member();
    }

    /// A member who has signed in once, with the secret of their phone.
    record Somebody(Member member, String secret, List<String> recoveryCodes, Step.In in) {
        SignedIn who() {
            return in.who();
        }

        String token() {
            return in.token();
        }
    }

    Somebody somebody(Role role, Instant now) {
        Member member = invited(name("sana"), role, now);
        String pending = pending(member, now);
        String secret = signIn.enrolment(pending, now).orElseThrow().secret();
        Step.In in = (Step.In) signIn.confirm(pending, code(secret, now), elsewhere(), now);
        return new Somebody(in.who().member(), secret, in.recoveryCodes(), in);
    }

    /// The password is right.
    String pending(Member member, Instant now) {
        Step step = signIn.password(member.name(), PASSWORD, elsewhere(), now);
        assertThat(step).isInstanceOf(Step.SecondFactor.class);
        return ((Step.SecondFactor) step).pending();
    }

    Step.In in(Somebody somebody, Instant now) {
        return (Step.In) signIn.code(pending(somebody.member(), now), code(somebody.secret(), now), elsewhere(), now);
    }

    /// What the phone shows.
    String code(String secret, Instant now) {
        return totp.code(base32(secret), now.getEpochSecond() / 30);
    }

    List<String> noted(long account) {
        assertThat(AuditChains.faults(audit, account)).isEmpty();
        return AuditChains.entries(audit, account).stream().map(Entry::what).toList();
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
