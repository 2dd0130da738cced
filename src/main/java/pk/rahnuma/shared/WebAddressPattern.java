package pk.rahnuma.shared;

/// Expressions for addresses in settings.
public final class WebAddressPattern {

    private static final String PORT = "(:\\d{1,5})?";
    private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9.-]{0,189}" + PORT;
    private static final String IPV6 = "\\[[0-9a-fA-F:.]{2,45}]" + PORT;
    private static final String PATH = "(/[\\w./~@:+-]{0,200})?";

    /// Address of a server, without a path.
    public static final String SERVER = "https?://(" + NAME + "|" + IPV6 + ")/?";

    /// Address of an endpoint.
    public static final String ENDPOINT = "https?://(" + NAME + "|" + IPV6 + ")" + PATH;

    /// Address of an endpoint that must not be read on the way: https, or http to this machine. A name may lead
    /// elsewhere, except `localhost` (RFC 6761).
    public static final String PRIVATE_ENDPOINT =
            "(https://(" + NAME + "|" + IPV6 + ")|http://(localhost|127(\\.\\d{1,3}){3}|\\[::1])" + PORT + ")" + PATH;

    /// Address of a page.
    public static final String PAGE = "https://" + NAME + "(/[\\w./%~-]{0,200})?";

    /// Origin of the pages of a site.
    public static final String ORIGIN = "https?://" + NAME;

    private WebAddressPattern() {}
}
