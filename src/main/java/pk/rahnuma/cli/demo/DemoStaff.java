package pk.rahnuma.cli.demo;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import pk.rahnuma.shared.Language;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.PasswordLinkService;
import pk.rahnuma.staff.account.SignInService;
import pk.rahnuma.staff.account.StaffAccountService;

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
        @Override
        public String toString() {
            return "Login[" + name + "]";
        }
    }

    private final DemoWorld world;

    DemoStaff(DemoWorld world) {
        this.world = world;
    }

    List<DemoLogin> createMembers(Instant then) {
        return List.of(
                createMember("Adeel Demo", StaffRole.AGENT, then),
                createMember("Bushra Demo", StaffRole.AGENT, then),
                createMember("Danish Demo", StaffRole.REVIEWER, then),
                createMember("Erum Demo", StaffRole.REVIEWER, then),
                createMember("Faiza Demo", StaffRole.SUPERVISOR, then),
                createMember("Ghalib Demo", StaffRole.ADMINISTRATOR, then),
                createMember("Hamid Demo", StaffRole.AUDITOR, then));
    }

    private DemoLogin createMember(String name, StaffRole role, Instant then) {
        SignInService signIn = world.bean(SignInService.class);
        var invitation = world.bean(StaffAccountService.class)
                .addMember(new AccountActor.CommandLine(), name, role, Set.copyOf(Language.ALL), Set.of(), then);
        String pending = world.bean(PasswordLinkService.class)
                .setPassword(invitation.token(), DEMO_PASSWORD, then)
                .pending();
        String secret = signIn.findEnrolment(pending, then).orElseThrow().secret();
        signIn.confirmEnrolment(pending, createCode(secret, then), new ClientInfo("demo", null), then);
        return new DemoLogin(invitation.member().id(), name, role, secret);
    }

    private static String createCode(String secret, Instant at) {
        try {
            TimeBasedOneTimePasswordGenerator app = new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(30));
            return app.generateOneTimePasswordString(
                    new SecretKeySpec(decodeBase32(secret), app.getAlgorithm()), at, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decodeBase32(String base32) {
        // The leading one keeps the zeros after it.
        BigInteger number = BigInteger.ONE;
        for (char letter : base32.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(BASE32_ALPHABET.indexOf(letter)));
        }
        byte[] digits = number.toByteArray();
        return Arrays.copyOfRange(digits, 1, digits.length);
    }
}
