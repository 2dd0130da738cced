package pk.rahnuma.person.signin;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import pk.rahnuma.shared.SandboxConfiguration;
import pk.rahnuma.vault.RandomText;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Creates codes of six digits, and compares them by keyed hashes: a copy of the database does not reveal them.
@Singleton
final class SignInCodes {

    private static final int CODE_LENGTH = 6;

    /// Code of every sign-in to a sandbox, which sends none.
    private static final String SANDBOX_CODE = "123456";

    private final SubjectEncryptionService vault;
    private final SandboxConfiguration settings;

    SignInCodes(SubjectEncryptionService vault, SandboxConfiguration settings) {
        this.vault = vault;
        this.settings = settings;
    }

    String createCode() {
        return settings.sandbox() ? SANDBOX_CODE : RandomText.createText(RandomText.DIGITS, CODE_LENGTH);
    }

    byte[] hashCode(long signIn, String code) {
        return vault.keyedHash("sign-in code", signIn + " " + code);
    }

    /// Compares in constant time.
    ///
    /// @param hash null when there is no code yet
    boolean isRight(long signIn, String typed, byte[] hash) {
        return MessageDigest.isEqual(hashCode(signIn, typed), hash == null ? new byte[0] : hash);
    }
}
