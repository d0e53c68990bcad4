using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using RingRift.Eventing.Ingest;

namespace RingRift.Functions.Requests;

/// <summary>
/// Reads bodies of requests: as bytes in UTF-8, unpacked, and no further than needed to see that they are too large. The server's own limit
/// is lifted first. It would end the request before anybody could say why, and the sender would send it again.
/// </summary>
internal static class RequestBody
{
    /// <summary>Most bytes of a body, as sent and again unpacked.</summary>
    public const int MostBytes = IngestLimits.MostBodyBytes;

    private const string Gzip = "gzip";
    private static readonly string[] Gzips = [Gzip, "x-gzip"];
    private static readonly string[] CharacterSets = ["utf-8", "utf8", "us-ascii"];

    /// <exception cref="BadHttpRequestException">The body is too large (413), in a coding nobody takes (415), or broken (400).</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        if (request.ContentLength is > MostBytes and var length)
        {
            throw TooLarge($"{length} bytes");
        }

        var isPacked = IsPacked(request);
        var sent = await ReadAsync(request.Body, cancellationToken);
        if (sent.Length == 0)
        {
            return sent;
        }

        RequireCharacterSet(request);
        return WithoutMark(isPacked ? await UnpackAsync(sent, cancellationToken) : sent);
    }

    private static bool IsPacked(HttpRequest request)
    {
        string[] codings = [.. request.Headers.ContentEncoding
            .SelectMany(value => (value ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))];
        if (codings.Length == 0)
        {
            return false;
        }

        if (codings.Length == 1 && Gzips.Contains(codings[0], StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        request.HttpContext.Response.Headers.AcceptEncoding = Gzip;
        throw new BadHttpRequestException(
            $"Content-Encoding '{string.Join(", ", codings)}': must be gzip or none", StatusCodes.Status415UnsupportedMediaType);
    }

    private static void RequireCharacterSet(HttpRequest request)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.Charset.HasValue
            && type.Charset.Value.Trim('"') is var name
            && !CharacterSets.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new BadHttpRequestException($"Content-Type charset '{name}': must be utf-8", StatusCodes.Status415UnsupportedMediaType);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> UnpackAsync(ReadOnlyMemory<byte> sent, CancellationToken cancellationToken)
    {
        try
        {
            using var packed = new MemoryStream(sent.ToArray());
            await using var unpacking = new GZipStream(packed, CompressionMode.Decompress);
            return await ReadAsync(unpacking, cancellationToken);
        }
        catch (InvalidDataException broken)
        {
            throw new BadHttpRequestException(
                $"body of {sent.Length} bytes: must be gzip, as Content-Encoding says: {broken.Message}",
                StatusCodes.Status400BadRequest,
                broken);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var part = new byte[16 * 1024];
        while (await body.ReadAsync(part, cancellationToken) is > 0 and var count)
        {
            await buffer.WriteAsync(part.AsMemory(0, count), cancellationToken);
            if (buffer.Length > MostBytes)
            {
                throw TooLarge($"more than {MostBytes} bytes");
            }
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    /// <summary>
    /// The body without the mark that some systems begin UTF-8 with. UTF-16 and UTF-32 show by their mark, or by the zero beside their
    /// first character.
    /// </summary>
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) => body.Span switch
    {
        [0xEF, 0xBB, 0xBF, ..] => body[3..],
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, ..] or [_, 0, ..] => throw new BadHttpRequestException(
            $"body of {body.Length} bytes: must be JSON in UTF-8; it begins as UTF-16 or UTF-32 does",
            StatusCodes.Status415UnsupportedMediaType),
        _ => body,
    };

    private static BadHttpRequestException TooLarge(string size) =>
        new($"body of {size}: must have at most {MostBytes} bytes", StatusCodes.Status413PayloadTooLarge);
}
