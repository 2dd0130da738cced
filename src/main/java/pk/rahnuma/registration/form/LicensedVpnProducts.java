package pk.rahnuma.registration.form;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// VPN products whose makers hold a class licence, as far as known (docs/domain.md, "Applicants").
final class LicensedVpnProducts {

    private static final List<String> PRODUCT_NAMES =
            List.of("Steer Lucid", "Crest VPN", "Kestrel VPN", "QuiXure VPN", "Kryptonyme VPN");

    private LicensedVpnProducts() {}

    /// Licensed product that a text names, or empty.
    static Optional<String> findProduct(String text) {
        String heard = plain(text);
        return PRODUCT_NAMES.stream()
                .filter(product -> heard.contains(plain(product)))
                .findFirst();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
