package pk.rahnuma.cli.demo;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import pk.rahnuma.shared.Language;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.PasswordLinkService;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.staff.signin.SignInResult;
import pk.rahnuma.staff.signin.SignInService;
import pk.rahnuma.ticket.TicketAgent;

/// Creates members of staff of every role with accounts that are set up. The password is the same for all and public;
/// the second factor is random and shown once.
public final class DemoStaff {

    /// Password of every demo account.
    public static final String DEMO_PASSWORD = "demo goats on a roof";

    private static final String BASE32_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// Account that can sign in.
    ///
    /// @param secret of the second factor, in the form that authenticator apps accept
    public record DemoLogin(long id, String name, StaffRole role, String secret) {
        TicketAgent toAgent() {
            return new TicketAgent(id, name);
        }

        @Override
        public String toString() {
            return "Login[" + name + "]";
        }
    }

    private final StaffAccountService accounts;
    private final PasswordLinkService links;
    private final SignInService signIn;

    DemoStaff(StaffAccountService accounts, PasswordLinkService links, SignInService signIn) {
        this.accounts = accounts;
        this.links = links;
        this.signIn = signIn;
    }

    List<DemoLogin> createMembers(Instant then) {
        List<DemoLogin> all = new ArrayList<>();
        all.add(createMember("Adeel Demo", StaffRole.AGENT, then));
        all.add(createMember("Bushra Demo", StaffRole.AGENT, then));
        all.add(createMember("Danish Demo", StaffRole.REVIEWER, then));
        all.add(createMember("Erum Demo", StaffRole.REVIEWER, then));
        all.add(createMember("Faiza Demo", StaffRole.SUPERVISOR, then));
        all.add(createMember("Ghalib Demo", StaffRole.ADMINISTRATOR, then));
        all.add(createMember("Hamid Demo", StaffRole.AUDITOR, then));
        return all;
    }

    private DemoLogin createMember(String name, StaffRole role, Instant then) {
        var invitation = accounts.addMember(
                new AccountActor.CommandLine(), name, role, Set.copyOf(Language.ALL), Set.of(), then);
        SignInResult.SecondFactorRequired second = links.setPassword(invitation.token(), DEMO_PASSWORD, then);
        String secret =
                signIn.findEnrolment(second.pending(), then).orElseThrow().secret();
        signIn.confirmEnrolment(second.pending(), code(secret, then), new ClientInfo("demo", null), then);
        return new DemoLogin(invitation.member().id(), name, role, secret);
    }

    private static String code(String secret, Instant at) {
        try {
            TimeBasedOneTimePasswordGenerator app = new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(30));
            return app.generateOneTimePasswordString(
                    new SecretKeySpec(bytes(secret), app.getAlgorithm()), at, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        long buffer = 0;
        int bits = 0;
        int at = 0;
        for (char letter : base32.toCharArray()) {
            buffer = (buffer << 5 | BASE32_ALPHABET.indexOf(letter)) & 0xFFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }
}
