package pk.rahnuma.messaging.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.direct.DirectMessageException;
import pk.rahnuma.messaging.direct.DirectMessageException.Outcome;
import pk.rahnuma.shared.PublicUrls;

/// Messages to a push service on this machine.
class PushMessageSenderTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    private final PushBrowser browser = new PushBrowser();

    private static final TestDatabase database = TestDatabase.onH2();
    private static final VapidKeys keys = new VapidKeys(database.vault());

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private static PushEndpointRules rules(boolean local) {
        return new PushEndpointRules(new PushConfiguration(local));
    }

    private static PushMessageSender sender(boolean local) {
        return new PushMessageSender(
                rules(local),
                keys,
                PublicUrls.ofText("https://desk.example.pk"),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Duration.ofMinutes(2));
    }

    private Outcome failure(PushMessageSender sender) {
        return catchThrowableOfType(
                        DirectMessageException.class, () -> sender.sendMessage(browser.subscription(), "news", "topic"))
                .outcome();
    }

    @Test
    void aMessageIsEncryptedForTheBrowserAndSignedByTheDesk() throws Exception {
        sender(true).sendMessage(browser.subscription(), "آپ کی درخواست", "topic");
        assertThat(browser.messages()).containsExactly("آپ کی درخواست");
        assertThat(browser.lastHeaders().getFirst("TTL")).isEqualTo("86400");
        assertThat(browser.lastHeaders().getFirst("Topic")).isEqualTo("topic");
        assertThat(browser.lastHeaders().getFirst("Content-Encoding")).isEqualTo("aes128gcm");
        String authorization = browser.lastHeaders().getFirst("Authorization");
        assertThat(authorization).startsWith("vapid t=").endsWith(", k=" + keys.publicKey());
        String[] token = authorization.replaceAll("vapid t=(.*),.*", "$1").split("\\.");
        assertThat(new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8))
                .isEqualTo("{\"aud\":\"" + browser.origin() + "\",\"exp\":"
                        + NOW.plusSeconds(43_200).getEpochSecond() + ",\"sub\":\"https://desk.example.pk\"}");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(publicKey());
        signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
    }

    private PublicKey publicKey() throws Exception {
        byte[] point = Base64.getUrlDecoder().decode(keys.publicKey());
        ECPublicKey anyKey = (ECPublicKey) KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(
                                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                                new BigInteger(1, Arrays.copyOfRange(point, 33, 65))),
                        browser.curve()));
        return anyKey;
    }

    @Test
    void allNodesHaveTheSameKeyAndOtherInstallationsOthers() {
        assertThat(new VapidKeys(database.openAnotherNode().vault()).publicKey())
                .isEqualTo(keys.publicKey());
        try (TestDatabase other = TestDatabase.onH2()) {
            assertThat(new VapidKeys(other.vault()).publicKey()).isNotEqualTo(keys.publicKey());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, NO_SUCH_ADDRESS",
        "410, NO_SUCH_ADDRESS",
        "429, NOT_SENT",
        "503, NOT_SENT",
        "400, REFUSED",
        "413, REFUSED",
        "307, REFUSED"
    })
    void theAnswerTellsWhetherItIsWorthAnotherTry(int status, Outcome outcome) {
        browser.answerWith(status);
        assertThat(failure(sender(true))).isEqualTo(outcome);
        assertThat(browser.messages()).hasSize(1);
    }

    @Test
    void nothingIsSentToThisMachineOutsideOfDevelopment() {
        assertThat(failure(sender(false))).isEqualTo(Outcome.REFUSED);
        assertThat(browser.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://push.example.com/a",
                "https://127.0.0.1/a",
                "https://2130706433/a",
                "https://0x7f.1/a",
                "https://[::1]/a",
                "https://localhost/a",
                "https://push.example.com:8443/a",
                "https://push.example.com@127.0.0.1/a",
                "https://me:you@push.example.com/a",
                "https://push.example.com/a#b",
                "ftp://push.example.com/a",
                "https:///a",
                "push.example.com",
                ""
            })
    void anAddressThatIsNotOfAPushServiceIsRefused(String endpoint) {
        assertThat(rules(false).isAllowed(endpoint)).isFalse();
    }

    @Test
    void anAddressOfAPushServiceIsAllowedUpToItsLimit() {
        String endpoint = "https://updates.push.services.mozilla.com/wpush/v2/";
        assertThat(rules(false).isAllowed(endpoint)).isTrue();
        assertThat(rules(false).isAllowed(null)).isFalse();
        assertThat(rules(false).isAllowed(endpoint + "a".repeat(1_000 - endpoint.length())))
                .isTrue();
        assertThat(rules(false).isAllowed(endpoint + "a".repeat(1_001 - endpoint.length())))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "::1",
                "fd00::1",
                "fe80::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2001:0:7f00:1::1",
                "192.88.99.1"
            })
    void aNameThatLeadsIntoANetworkOfItsOwnIsNotConnectedTo(String address) throws IOException {
        List<InetAddress> found = List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName(address));
        assertThatThrownBy(() -> rules(false).checkAddresses(found)).isInstanceOf(UnknownHostException.class);
        assertThat(rules(true).checkAddresses(found)).isEqualTo(found);
    }

    @Test
    void keysThatAreNoneAreRefused() {
        PushKeys good = browser.pushKeys();
        assertThat(good.isValid()).isTrue();
        assertThat(new PushKeys(good.p256dh(), null).isValid()).isFalse();
        assertThat(new PushKeys(good.p256dh(), "c2hvcnQ").isValid()).isFalse();
        assertThat(new PushKeys("B" + "A".repeat(86), good.auth()).isValid()).isFalse();
        assertThat(new PushKeys("!", good.auth()).isValid()).isFalse();
        assertThat(new PushKeys("A".repeat(5_000), good.auth()).isValid()).isFalse();
    }
}
