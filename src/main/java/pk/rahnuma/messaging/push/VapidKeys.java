package pk.rahnuma.messaging.push;

import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Key by which the desk identifies itself to push services (VAPID, RFC 8292). It is derived from the keyset: it is as
/// secret as that, the same on all nodes and after a restore, and there is nothing to store.
@Singleton
public class VapidKeys {

    /// Validity of a token; RFC 8292 allows 24 hours.
    private static final Duration TOKEN_TTL = Duration.ofHours(12);

    private static final String CURVE = "P-256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey privateKey;
    private final String publicKey;

    VapidKeys(SubjectEncryptionService vault) {
        X9ECParameters curve = CustomNamedCurves.getByName(CURVE);
        BigInteger secret = deriveSecret(vault, curve.getN());
        this.privateKey = toPrivateKey(secret);
        this.publicKey = ENCODER.encodeToString(
                new FixedPointCombMultiplier().multiply(curve.getG(), secret).getEncoded(false));
    }

    /// Number from 1 to the order of the curve, without bias: of 64 bytes.
    private static BigInteger deriveSecret(SubjectEncryptionService vault, BigInteger order) {
        BigInteger high = new BigInteger(1, vault.keyedHash("vapid key", "1"));
        BigInteger low = new BigInteger(1, vault.keyedHash("vapid key", "2"));
        return high.shiftLeft(256).or(low).mod(order.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }

    private static PrivateKey toPrivateKey(BigInteger secret) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(secret, parameters.getParameterSpec(ECParameterSpec.class)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Public key, uncompressed, as base64url: the `applicationServerKey` of a browser.
    public String publicKey() {
        return publicKey;
    }

    /// Value of the header `Authorization` for a push service.
    ///
    /// @param audience origin of the push service
    /// @param contact address at which its operators reach those of the desk
    String createAuthorization(String audience, String contact, Instant now) {
        String claims = "{\"aud\":\"%s\",\"exp\":%d,\"sub\":\"%s\"}"
                .formatted(audience, now.plus(TOKEN_TTL).getEpochSecond(), contact);
        String signed = encode("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(privateKey);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return "vapid t=" + signed + "." + ENCODER.encodeToString(signature.sign()) + ", k=" + publicKey;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String json) {
        return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
