package pk.rahnuma.dialog.field;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/// Any text as a list of addresses: each good one reads back as itself, and no problem is unknown.
class AddressScanFuzzTarget {

    private static final int WIDEST = 256;

    @FuzzTest
    void findsAddressesInAnyText(FuzzedDataProvider data) {
        boolean ranges = data.consumeBoolean();
        String text = data.consumeRemainingAsString();
        AddressScan scan = ranges ? AddressScan.withRanges(text, WIDEST) : AddressScan.of(text);
        List<String> good = scan.good();
        for (String address : good.subList(0, Math.min(good.size(), WIDEST))) {
            if (!AddressScan.of(address).good().equals(List.of(address))) {
                throw new AssertionError("does not read back");
            }
        }
        scan.problems().forEach(problem -> {
            if (!new AddressesField().problems().containsKey(problem.code())) {
                throw new AssertionError("an unknown problem");
            }
        });
    }
}
