package pk.rahnuma.staff;

/// Origin of a request.
///
/// @param address network address, as the HTTP layer determines it
/// @param browser user agent; or null
/// @param device cookie by which a browser is recognised; or null. It proves nothing on its own
public record ClientInfo(String address, String browser, String device) {

    public ClientInfo(String address, String browser) {
        this(address, browser, null);
    }

    @Override
    public String toString() {
        return "Visit";
    }
}
