package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static pk.rahnuma.dialog.field.FieldContexts.PLAIN;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.asking;
import static pk.rahnuma.dialog.field.FieldContexts.codes;
import static pk.rahnuma.dialog.field.FieldContexts.holding;
import static pk.rahnuma.dialog.field.FieldContexts.in;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;

class IpAddressFieldsTest {
    private final IpAddressField one = new IpAddressField();
    private final IpAddressListField many = new IpAddressListField();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "103.124.50.7",
                " 103.124.50.7. ",
                "IP: 103.124.50.7",
                "ip:103.124.50.7",
                "add:103.124.50.7",
                "My static IP is (103.124.50.7), thanks",
                "http://103.124.50.7/",
                "۱۰۳.۱۲۴.۵۰.۷",
                "۱۰۳۔۱۲۴۔۵۰۔۷",
                "::ffff:103.124.50.7",
                "::FFFF:677c:3207",
                "Lahore-103.124.50.7",
                "103.124.50.7 103.124.50.7"
            })
    void anAddressIsFoundAmongWords(String said) {
        assertThat(one.parseAnswer(said, PLAIN)).isEqualTo(accepted("103.124.50.7"));
        assertThat(addressesIn(many.parseAnswer(said, PLAIN))).containsExactly("103.124.50.7");
    }

    private static List<String> addressesIn(FieldParseResult reading) {
        return ListValues.toStrings(((FieldParseResult.Accepted) reading).value());
    }

    @ParameterizedTest
    @CsvSource({
        "2400:ADC0:0000:0000:0000:0000:0000:0001, 2400:adc0::1",
        "IPv6:2400:adc0::1, 2400:adc0::1",
        "[2400:adc0::1], 2400:adc0::1",
        "2400:adc0:0:1:1:1:1:1, 2400:adc0:0:1:1:1:1:1",
        "2400:adc0::, 2400:adc0::",
        "2400:adc0::1%eth0, 2400:adc0::1"
    })
    void v6IsKeptInItsShortestForm(String said, String kept) {
        assertThat(one.parseAnswer(said, PLAIN)).isEqualTo(accepted(kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "103.124.50.7, 2400:adc0::1",
                "103.124.50.7،2400:adc0::1",
                "103.124.50.7;2400:adc0::1",
                "103.124.50.7\n2400:adc0::1\n103.124.50.7",
                "103.124.50.7/2400:adc0::1",
                "1) 103.124.50.7 2) [2400:adc0::1]",
                "- 103.124.50.7\n- 2400:ADC0:0::1",
                "main=103.124.50.7|backup=2400:adc0::1",
                "103.124.50.7 aur 2400:adc0::1 hain"
            })
    void anySeparatorWillDo(String said) {
        assertThat(addressesIn(many.parseAnswer(said, PLAIN))).containsExactly("103.124.50.7", "2400:adc0::1");
    }

    @Test
    void aCgnatAddressIsRefusedWithTheReason() {
        assertThat(one.parseAnswer("100.64.3.9", PLAIN)).isEqualTo(refused(problem("cgnat", "address", "100.64.3.9")));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, private_10",
        "172.16.0.1, private_172",
        "172.31.255.255, private_172",
        "192.168.1.1, private_192",
        "100.127.255.255, cgnat",
        "127.0.0.1, loopback",
        "::1, loopback",
        "169.254.1.1, link_local",
        "0.0.0.0, this_network",
        "192.0.2.1, documentation",
        "198.51.100.1, documentation",
        "203.0.113.1, documentation",
        "198.19.0.1, benchmark",
        "224.0.0.1, multicast",
        "ff02::1, multicast",
        "255.255.255.255, reserved",
        "192.0.0.8, reserved",
        "192.88.99.1, reserved",
        "2001:db8::1, v6_documentation",
        "3fff::1, v6_documentation",
        "fd00::1, v6_unique_local",
        "fe80::1, v6_link_local",
        "::, v6_not_global",
        "64:ff9b::1, v6_not_global",
        "4000::1, v6_not_global",
        "2001::1, v6_not_global",
        "2002:7f00:1::1, v6_not_global",
        "::ffff:192.168.1.1, private_192"
    })
    void aPrivateAddressIsRefusedWithItsReason(String said, String code) {
        assertThat(codes(one.parseAnswer(said, PLAIN))).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "11.0.0.1", "223.255.255.255"})
    void theNeighboursOfPrivateRangesArePublic(String said) {
        assertThat(one.parseAnswer(said, PLAIN)).isEqualTo(accepted(said));
    }

    @ParameterizedTest
    @CsvSource({
        "103.124.50.0/24, prefix, 103.124.50.0/24",
        "103.124.50.0 /24, prefix, 103.124.50.0/24",
        "2400:adc0::/64, prefix, 2400:adc0::/64",
        "103.124.50.7:443, port, 103.124.50.7:443",
        "[2400:adc0::1]:443, port, [2400:adc0::1]:443",
        "103.124.50.7-20, range, 103.124.50.7-20",
        "103.124.50.7-103.124.50.20, range, 103.124.50.7-103.124.50.20"
    })
    void moreOrLessThanOneAddressIsRefused(String said, String code, String address) {
        assertThat(many.parseAnswer(said, PLAIN)).isEqualTo(refused(problem(code, "address", address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"103.124.50.400", "103.124.50", "1.2.3.4.5", "103.124.50.07", "103.124.50.x", "2400:adc0:1"})
    void aMalformedAddressIsReported(String said) {
        assertThat(one.parseAnswer(said, PLAIN)).isEqualTo(refused(problem("not_an_address", "text", said)));
    }

    @Test
    void aHostNameIsNoAddress() {
        assertThat(one.parseAnswer("vpn.acme.com", PLAIN))
                .isEqualTo(refused(problem("host_name", "text", "vpn.acme.com")));
    }

    @Test
    void wordsAloneAreNothing() {
        assertThat(one.parseAnswer("I do not know: dynamic", PLAIN)).isEqualTo(refused(problem("none")));
        assertThat(many.parseAnswer("", PLAIN)).isEqualTo(refused(problem("none")));
    }

    @Test
    void severalAreTooManyForOne() {
        assertThat(one.parseAnswer("103.124.50.7 103.124.50.8", PLAIN))
                .isEqualTo(refused(problem("several", "count", 2L)));
    }

    @Test
    void theGoodOnesOfAMixedMessageAreHeld() {
        assertThat(many.parseAnswer("103.124.50.7, 192.168.1.1, 192.168.1.1", PLAIN))
                .isEqualTo(new FieldParseResult.Partial(
                        List.of("103.124.50.7"), List.of(problem("private_192", "address", "192.168.1.1"))));
    }

    @Test
    void heldMessagesCount() {
        FieldContext held = holding(asking(Map.of("most", 2L)), List.of("103.124.50.7"));
        assertThat(many.parseAnswer("103.124.50.8, 103.124.50.7", held))
                .isEqualTo(accepted(List.of("103.124.50.7", "103.124.50.8")));
        assertThat(many.parseAnswer("103.124.50.8, 103.124.50.9", held))
                .isEqualTo(refused(problem("too_many", "most", 2L)));
        assertThat(many.parseAnswer("!done", held)).isEqualTo(accepted(List.of("103.124.50.7")));
    }

    @Test
    void tooFewLeaveTheQuestionOpen() {
        FieldContext two = asking(Map.of("least", 2L));
        assertThat(many.parseAnswer("103.124.50.7", two))
                .isEqualTo(new FieldParseResult.Partial(
                        List.of("103.124.50.7"), List.of(problem("too_few", "least", 2L))));
        assertThat(many.parseAnswer("!done", two)).isEqualTo(refused(problem("too_few", "least", 2L)));
    }

    @Test
    void fiveProblemsAreReportedTogether() {
        assertThat(codes(many.parseAnswer("10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5 10.0.0.6", PLAIN)))
                .hasSize(5);
    }

    @Test
    void aListIsJoinedAsTheLanguageDoes() {
        assertThat(many.formatValue(List.of("103.124.50.7", "2400:adc0::1"), in("ur")))
                .isEqualTo("103.124.50.7، 2400:adc0::1 (2)");
    }

    @RandomTest(tries = 200)
    void bytesAreThoseOfTheAddress(RandomValues random) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(addressBytes(random, 16));
        String canonical = IpAddresses.parseAddress(address.getHostAddress()).toCanonicalString();
        assertThat(IpAddresses.toBytes(canonical)).isEqualTo(address.getAddress());
    }

    /// Bytes with a row of zeros, which the short form of an address leaves out.
    private static byte[] addressBytes(RandomValues random, int length) {
        byte[] bytes = random.makeBytes(length);
        int first = random.intBetween(0, length);
        Arrays.fill(bytes, first, random.intBetween(first, length), (byte) 0);
        return bytes;
    }

    @RandomTest(tries = 200)
    void aListReadsBackAsShown(RandomValues random) throws UnknownHostException {
        byte[] v6 = addressBytes(random, 16);
        byte[] v4 = addressBytes(random, 4);
        v6[0] = 0x24;
        v4[0] = 103;
        FieldParseResult read = many.parseAnswer(
                InetAddress.getByAddress(v6).getHostAddress() + " "
                        + InetAddress.getByAddress(v4).getHostAddress(),
                PLAIN);
        String shown = many.formatValue(((FieldParseResult.Accepted) read).value(), in("ur"));
        assertThat(many.parseAnswer(shown, in("ur"))).isEqualTo(read);
    }

    @Test
    void bytesAreNotLookedUpByName() {
        assertThat(IpAddresses.toBytes("103.124.50.7")).containsExactly(103, 124, 50, 7);
        assertThatIllegalArgumentException().isThrownBy(() -> IpAddresses.toBytes("localhost"));
    }

    private static FileReference table(String... rows) {
        return new FileReference("f1", "a.csv", "text/csv", 100)
                .withRows(Stream.of(rows).map(row -> List.of(row.split(";"))).toList());
    }

    @Test
    void aTableIsReadByTheRowWithOrWithoutAHeading() {
        assertThat(many.parseAnswer(table("Address", "103.124.50.7", "", "103.124.50.8"), PLAIN))
                .isEqualTo(new FieldParseResult.Accepted(List.of("103.124.50.7", "103.124.50.8"), true));
        assertThat(many.parseAnswer(table("103.124.50.7", "103.124.50.7"), PLAIN))
                .isEqualTo(new FieldParseResult.Accepted(List.of("103.124.50.7"), true));
    }

    @Test
    void aTableWithOtherColumnsIsConfirmedByWhatWasReadOfIt() {
        assertThat(many.parseAnswer(
                        table(
                                "Site;Internet company;IP address",
                                "Lahore;Nayatel;103.124.50.7",
                                "Quetta;PTCL;103.124.50.8"),
                        PLAIN))
                .isEqualTo(new FieldParseResult.Doubtful(
                        List.of("103.124.50.7", "103.124.50.8"),
                        new FieldParseResult.Problem(
                                "columns",
                                Map.of(
                                        "count", 2L,
                                        "first", 2L,
                                        "last", 3L,
                                        "read", "IP address",
                                        "left", "Site, Internet company"))));
        assertThat(((FieldParseResult.Partial) many.parseAnswer(table("103.124.50.7;Lahore", "10.0.0.3;Quetta"), PLAIN))
                        .problems()
                        .getFirst())
                .as("columns without a heading, in a table with mistakes")
                .isEqualTo(new FieldParseResult.Problem(
                        "columns", Map.of("count", 1L, "first", 1L, "last", 1L, "read", "1", "left", "2")));
    }

    @Test
    void wordsBetweenAddressesAreAskedAboutAndWordsAroundThemShown() {
        FieldParseResult moved = many.parseAnswer("first it was 103.124.50.7, now it is 103.124.50.8", PLAIN);
        assertThat(codes(moved)).containsExactly("sentence");
        assertThat(many.parseAnswer("mine are 103.124.50.7 aur 103.124.50.8", PLAIN))
                .isEqualTo(new FieldParseResult.Accepted(List.of("103.124.50.7", "103.124.50.8"), true));
    }

    @Test
    void mistakesOfATableAreReportedWithTheirRow() {
        assertThat(many.parseAnswer(table("Address", "103.124.50.7", "10.0.0.3", "Lahore"), PLAIN))
                .isEqualTo(new FieldParseResult.Partial(
                        List.of("103.124.50.7"),
                        List.of(
                                new FieldParseResult.Problem("private_10", Map.of("address", "10.0.0.3", "row", "3")),
                                new FieldParseResult.Problem("none", Map.of("row", "4")))));
    }

    @Test
    void tenWrongRowsAreReportedAndTheOthersCounted() {
        String[] rows = new String[31];
        Arrays.fill(rows, "10.0.0.3");
        rows[30] = "103.124.50.7";
        FieldParseResult.Partial partial = (FieldParseResult.Partial) many.parseAnswer(table(rows), PLAIN);
        assertThat(partial.problems()).hasSize(11).last().isEqualTo(problem("more_rows", "count", 20L));
    }

    @Test
    void aTableWithoutAUsableAddressOrWithTooManyIsRefused() {
        assertThat(many.parseAnswer(table("Address"), PLAIN)).isEqualTo(FieldParseResult.refused("none"));
        assertThat(many.parseAnswer(table("Address", "10.0.0.3"), PLAIN)).isInstanceOf(FieldParseResult.Refused.class);
        assertThat(many.parseAnswer(table("103.124.50.7", "103.124.50.8"), asking(Map.of("most", 1L))))
                .isEqualTo(FieldParseResult.refused("too_many", Map.of("most", 1L)));
    }

    @Test
    void aFileIsFetchedOnlyIfItIsAnnouncedAsATable() {
        assertThat(many.parseAnswer(new FileReference("f1", "List.XLSX", null, 100, true, null), PLAIN))
                .isInstanceOf(FieldParseResult.Accepted.class);
        assertThat(many.parseAnswer(new FileReference("f1", null, "image/jpeg", 100, true, null), PLAIN))
                .isEqualTo(FieldParseResult.refused("type"));
        assertThat(many.parseAnswer(new FileReference("f1", "card.csv", "image/jpeg", 100), PLAIN))
                .isEqualTo(FieldParseResult.refused("type"));
    }

    @ParameterizedTest
    @CsvSource({
        "103.124.50.8/30, 103.124.50.8/30",
        "103.124.50.8-103.124.50.11, 103.124.50.8/30",
        "103.124.50.8 - 103.124.50.10, 103.124.50.8-103.124.50.10",
        "103.124.50.8 to 103.124.50.10, 103.124.50.8-103.124.50.10",
        "103.124.50.8 se 103.124.50.10 tak, 103.124.50.8-103.124.50.10",
        "103.124.50.8 – 103.124.50.10, 103.124.50.8-103.124.50.10",
        "103.124.50.8- 103.124.50.10, 103.124.50.8-103.124.50.10",
        "'ours is 103.124.50.8 - 12 Mall Road', 103.124.50.8",
        "103.124.50.8-9, 103.124.50.8/31",
        "103.124.50.8/32, 103.124.50.8",
        "2400:adc0::8/127, 2400:adc0::8/127",
        "103.124.50.9 103.124.50.8/30 103.124.50.10, 103.124.50.8/30",
        "103.124.50.8-103.124.50.10 103.124.50.10-103.124.50.12, 103.124.50.8-103.124.50.12",
        "103.124.50.8-9 103.124.50.10, 103.124.50.8/31 103.124.50.10"
    })
    void aRangeStaysARangeInItsShortestForm(String said, String expected) {
        assertThat(addressesIn(many.parseAnswer(said, asking(Map.of("ranges", true)))))
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "103.124.50.9/30, prefix",
        "103.124.0.0/16, prefix",
        "2400:adc0::/64, prefix",
        "103.124.50.8/33, prefix",
        "103.124.50.8-103.124.51.200, range",
        "103.124.50.9-103.124.50.8, range",
        "103.124.50.8-999, range"
    })
    void aRangeThatIsNoneOrTooWideIsRefused(String said, String code) {
        assertThat(many.parseAnswer(said, asking(Map.of("ranges", true))))
                .isEqualTo(new FieldParseResult.Refused(List.of(problem(code, "address", said))));
    }

    @Test
    void aTableAddsToTheAddressesThatTheAnswerHas() {
        FieldParseResult first = many.parseAnswer(table("IP", "103.124.50.7", "none"), PLAIN);
        List<String> held = ListValues.toStrings(((FieldParseResult.Partial) first).value());
        assertThat(many.parseAnswer(table("103.124.50.8", "103.124.50.7"), holding(PLAIN, held)))
                .isEqualTo(new FieldParseResult.Accepted(List.of("103.124.50.7", "103.124.50.8"), true));
        assertThat(many.parseAnswer(table("IP", "none"), holding(PLAIN, held)))
                .as("a table without an address")
                .isInstanceOf(FieldParseResult.Refused.class);
    }

    @Test
    void ofManyAddressesSomeAreShownAndTheOthersCounted() {
        List<String> all =
                IntStream.range(0, 16).mapToObj(i -> "103.124.50." + i).toList();
        assertThat(many.formatValue(all, PLAIN)).startsWith("103.124.50.0, ").endsWith("103.124.50.11, … (16)");
    }

    @Test
    void aRangeCountsWithAllOfItsAddresses() {
        assertThat(many.formatValue(List.of("103.124.50.0/28", "103.124.60.1"), PLAIN))
                .isEqualTo("103.124.50.0/28, 103.124.60.1 (17)");
        FieldContext sixteen = asking(Map.of("ranges", true, "most", 16L));
        assertThat(many.parseAnswer("103.124.50.0/28", sixteen)).isEqualTo(accepted(List.of("103.124.50.0/28")));
        assertThat(many.parseAnswer("103.124.60.1", holding(sixteen, List.of("103.124.50.0/28"))))
                .isEqualTo(refused(problem("too_many", "most", 16L)));
        assertThat(many.parseAnswer("103.124.50.3", holding(sixteen, List.of("103.124.50.0/28"))))
                .as("an address that a range has is not one more")
                .isEqualTo(accepted(List.of("103.124.50.0/28")));
    }

    @ParameterizedTest
    @CsvSource({
        "9.255.255.250-10.0.0.5, private_10, 9.255.255.250-10.0.0.5",
        "192.0.2.0/28, documentation, 192.0.2.0/28",
        "223.255.255.255-224.0.0.0, multicast, 223.255.255.255-224.0.0.0"
    })
    void aRangeWithAnAddressThatIsNotPublicIsRefused(String said, String code, String address) {
        assertThat(many.parseAnswer(said, asking(Map.of("ranges", true))))
                .isEqualTo(refused(problem(code, "address", address)));
    }
}
