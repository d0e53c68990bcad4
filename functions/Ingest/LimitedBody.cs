namespace RingRift.Functions.Ingest;

/// <summary>Reads bodies of requests no further than needed to see that they are too large.</summary>
internal static class LimitedBody
{
    /// <summary>The body, or its first bytes, one more than allowed.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, int most, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var part = new byte[16 * 1024];
        while (buffer.Length <= most && await body.ReadAsync(part, cancellationToken) is > 0 and var count)
        {
            await buffer.WriteAsync(part.AsMemory(0, count), cancellationToken);
        }

        return buffer.GetBuffer().AsMemory(0, (int)Math.Min(buffer.Length, most + 1L));
    }
}
