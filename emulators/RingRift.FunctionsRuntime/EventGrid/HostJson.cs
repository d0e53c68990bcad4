using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RingRift.FunctionsRuntime.EventGrid;

/// <summary>
/// Events as the platform's host hands them on: read and written again with the library and the settings that it has. White space is put
/// in, texts that look like times are written anew (<c>.500Z</c> becomes <c>.5Z</c>, an offset the host's own), and so are numbers
/// (<c>1e-7</c> becomes <c>1E-07</c>).
/// </summary>
internal static class HostJson
{
    /// <exception cref="JsonException">The host cannot read the text.</exception>
    public static string Rewrite(string json) => JToken.Parse(json).ToString(Formatting.Indented);
}
