package pk.rahnuma.messaging.push;

import com.google.crypto.tink.apps.webpush.WebPushHybridDecrypt;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import pk.rahnuma.shared.PublicUrls;
import pk.rahnuma.vault.SubjectEncryptionService;

/// A browser with its push service on this machine, which decrypts what arrives.
public final class PushBrowser implements AutoCloseable {

    private static final int COORDINATE_BYTES = 32;

    private final KeyPair keys;
    private final byte[] auth = new byte[16];
    private final HttpServer service;
    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<Headers> headers = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 201;

    public PushBrowser() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
            RandomGenerator.getDefault().nextBytes(auth);
            service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
        service.createContext("/push", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            headers.add(exchange.getRequestHeaders());
            messages.add(decrypt(body));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        service.start();
    }

    private String decrypt(byte[] body) {
        try {
            return new String(
                    new WebPushHybridDecrypt.Builder()
                            .withRecipientPublicKey((ECPublicKey) keys.getPublic())
                            .withRecipientPrivateKey((ECPrivateKey) keys.getPrivate())
                            .withAuthSecret(auth)
                            .build()
                            .decrypt(body, null),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            return "cannot be decrypted";
        }
    }

    /// Sender that reaches push services on this machine.
    public static PushMessageSender localSender(SubjectEncryptionService vault, Clock clock) {
        return new PushMessageSender(
                new PushEndpointRules(new PushConfiguration(true)),
                new VapidKeys(vault),
                PublicUrls.ofText("https://desk.example.pk"),
                clock);
    }

    public String endpoint() {
        return origin() + "/push/a";
    }

    public String origin() {
        return "http://127.0.0.1:" + service.getAddress().getPort();
    }

    public PushKeys pushKeys() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        byte[] point = new byte[1 + 2 * COORDINATE_BYTES];
        point[0] = 4;
        copy(key.getW().getAffineX().toByteArray(), point, 1);
        copy(key.getW().getAffineY().toByteArray(), point, 1 + COORDINATE_BYTES);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return new PushKeys(encoder.encodeToString(point), encoder.encodeToString(auth));
    }

    /// Right-aligned, without the sign.
    private static void copy(byte[] number, byte[] to, int at) {
        int length = Math.min(number.length, COORDINATE_BYTES);
        System.arraycopy(number, number.length - length, to, at + COORDINATE_BYTES - length, length);
    }

    ECParameterSpec curve() {
        return ((ECPublicKey) keys.getPublic()).getParams();
    }

    PushSubscription subscription() {
        return new PushSubscription(1, endpoint(), pushKeys(), Instant.EPOCH);
    }

    public List<String> messages() {
        return messages;
    }

    public Headers lastHeaders() {
        return headers.getLast();
    }

    public void answerWith(int code) {
        status = code;
    }

    @Override
    public void close() {
        service.stop(0);
    }
}
