using System.Text;

namespace RingRift.Local.Engine;

/// <summary>Reads lines of bounded length: what is longer is passed over to its end, and not kept.</summary>
internal sealed class BoundedLines(TextReader input, int most)
{
    private readonly char[] _buffer = new char[4096];
    private readonly StringBuilder _line = new();
    private int _next;
    private int _count;

    /// <summary>The next line; null at the end of the input.</summary>
    /// <exception cref="EngineFault">The line is longer than allowed; the next call reads on behind it.</exception>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        var (isTooLong, isAny) = (false, false);
        while (await FillAsync(cancellationToken).ConfigureAwait(false))
        {
            isAny = true;
            var end = Array.IndexOf(_buffer, '\n', _next, _count - _next);
            var length = (end < 0 ? _count : end) - _next;
            isTooLong |= _line.Length + length > most;
            _ = isTooLong ? _line : _line.Append(_buffer, _next, length);
            _next = end < 0 ? _count : end + 1;
            if (end >= 0)
            {
                break;
            }
        }

        return isTooLong ? throw new EngineFault(_line.ToString(), $"a line must have at most {most} characters.")
            : isAny ? _line.ToString().TrimEnd('\r')
            : null;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_next == _count)
        {
            // A console cannot be asked to stop reading, so it is left reading.
            var reading = input.ReadAsync(_buffer.AsMemory(), cancellationToken).AsTask();
            _count = await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
            _next = 0;
        }

        return _count > 0;
    }
}
