namespace RingRift.Emulators.EventGrid.Publishing;

/// <summary>Why a publish request is refused as a whole, in the service's words where they are known.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Detail">The detail's code.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record PublishRejection(int Status, string Code, string Detail, string Message)
{
    public static PublishRejection Malformed(string message) => new(400, "BadRequest", "InputJsonInvalid", message);

    public static PublishRejection Unauthorized(string message) => new(401, "Unauthorized", "Unauthorized", message);

    public static PublishRejection TooLarge(string message) => new(413, "RequestEntityTooLarge", "RequestEntityTooLarge", message);

    /// <summary>The body of the answer.</summary>
    public object ToBody() => new { error = new { code = Code, message = Message, details = new[] { new { code = Detail, message = Message } } } };
}
