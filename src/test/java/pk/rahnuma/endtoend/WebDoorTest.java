package pk.rahnuma.endtoend;

import pk.rahnuma.House;

/// The REST API, whose client the chat page is, keeps the contract of doors.
class WebDoorTest extends DoorContract {

    @Override
    House open() {
        return House.onH2().property("rahnuma.api.messages", 1000).start();
    }

    @Override
    Guest stranger(House house) {
        return new WebGuest(house);
    }
}
