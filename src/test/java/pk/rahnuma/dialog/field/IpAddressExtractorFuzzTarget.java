package pk.rahnuma.dialog.field;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/// Any text as a list of addresses: each good one reads back as itself, and no problem is unknown.
class IpAddressExtractorFuzzTarget {

    private static final int WIDEST = 256;

    @FuzzTest
    void findsAddressesInAnyText(FuzzedDataProvider data) {
        boolean ranges = data.consumeBoolean();
        String text = data.consumeRemainingAsString();
        IpAddressExtractor scan =
                ranges ? IpAddressExtractor.scanWithRanges(text, WIDEST) : IpAddressExtractor.scanAddresses(text);
        List<String> good = scan.validAddresses();
        for (String address : good.subList(0, Math.min(good.size(), WIDEST))) {
            if (!IpAddressExtractor.scanWithRanges(address, WIDEST)
                    .validAddresses()
                    .equals(List.of(address))) {
                throw new AssertionError("does not read back");
            }
        }
        scan.reportedProblems().forEach(problem -> {
            if (!new IpAddressListField().problemCodes().containsKey(problem.code())) {
                throw new AssertionError("an unknown problem");
            }
        });
    }
}
