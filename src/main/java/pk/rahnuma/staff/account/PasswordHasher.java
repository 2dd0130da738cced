package pk.rahnuma.staff.account;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import pk.rahnuma.staff.PasswordRules;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Hashes of passwords by Argon2id (RFC 9106), as PHC strings: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. The desk's
/// own key is part of each, as the secret of RFC 9106, so that passwords cannot be tried against a copy of the database
/// alone.
@Singleton
public class PasswordHasher {

    /// OWASP Password Storage Cheat Sheet, "Argon2id": m=19456 (19 MiB), t=2, p=1.
    static final WorkFactor OWASP_WORK_FACTOR = new WorkFactor(19 * 1024, 2, 1);

    /// Maximum hashes at a time: each takes a core and its memory, and chats need cores too.
    private static final int MAX_THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final Duration THREAD_KEEP_ALIVE = Duration.ofSeconds(30);

    /// Maximum passwords of strangers that wait. Beyond it a stranger is refused at once and may try again.
    static final int MAX_QUEUED = 16;

    /// Further places, for members alone, so that a flood of sign-ins does not keep them out.
    static final int RESERVED_PLACES = 8;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern PHC_PATTERN =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /// Amount of work of one hash.
    ///
    /// @param memory in KiB
    public record WorkFactor(int memory, int rounds, int lanes) {}

    /// Client that a password is hashed for.
    public enum ClientKind {
        /// Anybody on the internet.
        STRANGER,
        /// A browser in which the member has signed in before, a member who is signed in, or the owner of a link.
        MEMBER
    }

    private final byte[] secret;
    private final WorkFactor work;
    /// Platform threads: on a virtual one the work would block others.
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            THREAD_KEEP_ALIVE.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_QUEUED + RESERVED_PLACES),
            Thread.ofPlatform().name("password-", 0).daemon().factory());
    private final Semaphore strangerPlaces = new Semaphore(MAX_THREADS + MAX_QUEUED);
    private final String nobody;

    @Inject
    PasswordHasher(SubjectEncryptionService vault) {
        this(vault, OWASP_WORK_FACTOR);
    }

    protected PasswordHasher(SubjectEncryptionService vault, WorkFactor work) {
        this.secret = vault.keyedHash("staff-password", "");
        this.work = work;
        byte[] hash = new byte[HASH_BYTES];
        RANDOM.nextBytes(hash);
        this.nobody = formatPhc(work, createSalt(), hash);
        threads.allowCoreThreadTimeOut(true);
    }

    @PreDestroy
    void shutDown() {
        threads.shutdown();
    }

    /// Hash of a new password of a member.
    ///
    /// @throws StaffException with the reason `BUSY` when too many wait
    public String hashPassword(String password) {
        byte[] salt = createSalt();
        return formatPhc(work, salt, hashInTurn(ClientKind.MEMBER, password, salt, work, HASH_BYTES));
    }

    /// Takes the same time whether the password is right or not.
    ///
    /// @throws StaffException with the reason `BUSY` when too many wait
    public boolean matchesHash(ClientKind client, String password, String phc) {
        Matcher parts = PHC_PATTERN.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalStateException("no hash of a password");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] found = hashInTurn(
                client, password, Base64.getDecoder().decode(parts.group(4)), parseWorkFactor(parts), expected.length);
        return MessageDigest.isEqual(expected, found);
    }

    /// A hash that no password matches, for unknown names: the same work.
    String dummyHash() {
        return nobody;
    }

    /// True when the hash has another amount of work than the present one.
    boolean isOutdated(String phc) {
        Matcher parts = PHC_PATTERN.matcher(phc);
        return !parts.matches() || !parseWorkFactor(parts).equals(work);
    }

    private static WorkFactor parseWorkFactor(Matcher parts) {
        return new WorkFactor(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    /// Waits for its turn. The memory of a hash is taken in its turn only, on the thread that computes it: a hash that
    /// waits or is refused holds none.
    private byte[] hashInTurn(ClientKind client, String password, byte[] salt, WorkFactor amount, int length) {
        boolean isStranger = client == ClientKind.STRANGER;
        if (isStranger && !strangerPlaces.tryAcquire()) {
            throw new StaffException(StaffException.Reason.BUSY);
        }
        try {
            return CompletableFuture.supplyAsync(() -> computeArgon2(password, salt, amount, length), threads)
                    .join();
        } catch (RejectedExecutionException full) {
            throw new StaffException(StaffException.Reason.BUSY);
        } finally {
            if (isStranger) {
                strangerPlaces.release();
            }
        }
    }

    private byte[] computeArgon2(String password, byte[] salt, WorkFactor amount, int length) {
        // A password that is too long is refused when it is set; here it is cut, to limit the work.
        String plain = PasswordRules.normalisePassword(
                password.substring(0, Math.min(password.length(), PasswordRules.MAX_LENGTH + 1)));
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        // This takes all memory of the hash.
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(amount.memory())
                .withIterations(amount.rounds())
                .withParallelism(amount.lanes())
                .withSalt(salt)
                .withSecret(secret)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(plain.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static String formatPhc(WorkFactor work, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        work.memory(),
                        work.rounds(),
                        work.lanes(),
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    private static byte[] createSalt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }
}
