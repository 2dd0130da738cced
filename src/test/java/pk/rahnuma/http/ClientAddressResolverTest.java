package pk.rahnuma.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.DefaultConfiguration;
import pk.rahnuma.api.SeparatedValues;

class ClientAddressResolverTest {

    private static final String PROXY = "10.1.2.3";

    private final ClientAddressResolver resolver = behindProxies("10.1.0.0/16", "2001:db8:ffff::7");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.7                       | 192.0.2.7
            192.0.2.7:5001                  | 192.0.2.7
            "192.0.2.7:5001"                | 192.0.2.7
            [2001:db8:1::7]                 | 2001:db8:1:0:0:0:0:7
            [2001:db8:1::7]:5001            | 2001:db8:1:0:0:0:0:7
            "[2001:db8:1::7]:5001"          | 2001:db8:1:0:0:0:0:7
            2001:DB8:1::7                   | 2001:db8:1:0:0:0:0:7
            ::ffff:192.0.2.7                | 192.0.2.7
            203.0.113.9, 192.0.2.7          | 192.0.2.7
            192.0.2.7, 10.1.9.9             | 192.0.2.7
            192.0.2.7, 2001:db8:ffff::7     | 192.0.2.7
            """)
    void theAddressThatANamedProxyReportsIsReadHoweverItIsWritten(String header, String client) {
        assertThat(resolve(PROXY, header)).isEqualTo(client);
    }

    static Stream<String> reportsWithoutAddress() {
        return SeparatedValues.split("""
                unknown | _hidden | 192.0.2.7, unknown | 192.0.2.7: | 192.0.2.7:x | 192.0.2.7:123456 | 192.0.2 |
                0300.0.2.7 | [2001:db8::7 | [192.0.2.7]x | 2001:db8::7%eth0 | desk.example.pk""", "");
    }

    @ParameterizedTest
    @MethodSource("reportsWithoutAddress")
    void aProxyThatReportsNoAddressCountsItself(String header) {
        assertThat(resolve(PROXY, header)).isEqualTo(PROXY);
    }

    @Test
    void anEntryOfAnyLengthIsRefusedBeforeItIsRead() {
        assertThat(resolve(PROXY, "1".repeat(8_000))).isEqualTo(PROXY);
    }

    @Test
    void onlyTheLastProxiesInARowAreLookedAt() {
        assertThat(resolve(PROXY, "192.0.2.7" + ", 10.1.0.9".repeat(3_000))).isEqualTo("10.1.0.9");
    }

    @Test
    void theLastOfSeveralHeadersIsThatOfTheProxy() {
        assertThat(resolve(PROXY, "203.0.113.9", "192.0.2.7")).isEqualTo("192.0.2.7");
    }

    @Test
    void aReportOfAnotherPeerIsIgnored() {
        assertThat(resolve("198.51.100.4", "192.0.2.7")).isEqualTo("198.51.100.4");
        assertThat(resolver.isProxy(address("198.51.100.4"))).isFalse();
        assertThat(resolver.isProxy(address(PROXY))).isTrue();
    }

    @Test
    void proxiesOfThisMachineAreBelievedByDefaultWhenThereIsOne() {
        ApiConfiguration defaults = DefaultConfiguration.defaultsOf(ApiConfiguration.class);
        assertThat(new ClientAddressResolver(defaults).isProxy(address("127.0.0.1")))
                .isFalse();
        assertThat(defaults.proxies()).containsExactly("127.0.0.0/8", "::1");
        ClientAddressResolver local = behindProxies("127.0.0.0/8", "::1");
        assertThat(local.isProxy(address("127.0.0.1"))).isTrue();
        assertThat(local.isProxy(address("::1"))).isTrue();
        assertThat(local.isProxy(address("192.0.2.1"))).isFalse();
    }

    private static ClientAddressResolver behindProxies(String... networks) {
        return new ClientAddressResolver(true, Arrays.asList(networks));
    }

    private String resolve(String peer, String... forwardedFor) {
        return resolver.resolveAddress(address(peer), List.of(forwardedFor));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
