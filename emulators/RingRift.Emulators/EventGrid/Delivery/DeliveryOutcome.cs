namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>How an attempt ended; the names are what the service writes into <c>lastdeliveryoutcome</c>.</summary>
internal enum DeliveryOutcome
{
    Delivered,
    BadRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    TimedOut,
    PayloadTooLarge,
    Busy,
    SocketError,
    ResolutionError,
    GenericError,
}
