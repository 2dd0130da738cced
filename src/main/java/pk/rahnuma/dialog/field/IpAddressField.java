package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.understanding.Utterance;

/// One public IP address, v4 or v6, stored in its canonical form.
public final class IpAddressField extends TypedField {

    public IpAddressField() {
        super(FieldTraits.ofType("ip")
                .asStrict()
                .withProblems(IpAddressExtractor.PROBLEM_CODES)
                .withProblem("several", "count"));
    }

    @Override
    public boolean mayBeIn(Utterance text) {
        return IpAddressExtractor.mayFindIn(text);
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        IpAddressExtractor scan = IpAddressExtractor.scanAddresses(text);
        if (scan.hasFoundNothing()) {
            return scan.nothingFound();
        }
        if (!scan.reportedProblems().isEmpty()) {
            return new FieldParseResult.Refused(scan.reportedProblems());
        }
        List<String> good = scan.validAddresses();
        return good.size() == 1
                ? new FieldParseResult.Accepted(good.getFirst())
                : FieldParseResult.refused("several", Map.of("count", (long) good.size()));
    }
}
