package pk.rahnuma.staff;

/// Where somebody asks from.
///
/// @param address of the network, as the door knows it
/// @param browser as it calls itself; or null
/// @param device by what a browser is known again; or null. It proves nothing by itself
public record ClientInfo(String address, String browser, String device) {

    public ClientInfo(String address, String browser) {
        this(address, browser, null);
    }

    @Override
    public String toString() {
        return "Visit";
    }
}
