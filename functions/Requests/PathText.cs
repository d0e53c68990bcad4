using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RingRift.Functions.Requests;

/// <summary>
/// Reads the rest of a path as its sender meant it. Servers decode a path but for <c>%2F</c>, so that an encoded slash and a text
/// <c>%2F</c> look the same in route values; the target as it was sent tells them apart.
/// </summary>
internal static class PathText
{
    /// <summary>
    /// The possible meanings of the path behind a segment, the likelier first: the rest decoded, and the rest as it stands, since a host
    /// before this process may have decoded it already. Empty where the path ends with the segment.
    /// </summary>
    public static IReadOnlyList<string> After(HttpRequest request, string segment)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty;
        var rest = Rest(target.Split('?', 2)[0], segment) ?? Rest(request.Path.Value ?? string.Empty, segment);
        return string.IsNullOrEmpty(rest) ? [] : [.. new[] { Uri.UnescapeDataString(rest), rest }.Distinct(StringComparer.Ordinal)];
    }

    private static string? Rest(string path, string segment)
    {
        var mark = $"/{segment}/";
        var start = path.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : path[(start + mark.Length)..];
    }
}
