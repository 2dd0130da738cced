package pk.rahnuma.shared;

/// Public addresses of the desk, for tests.
public final class PublicUrls {

    private PublicUrls() {}

    public static PublicBaseUrl ofText(String url) {
        return new PublicBaseUrl(new PublicBaseUrl.PublicBaseUrlConfiguration(url), "");
    }
}
