using System.Text;

namespace RingRift.Local.Stack;

/// <summary>A log file that lines are added to. A full disk loses lines, and must not end whoever says them.</summary>
internal sealed class LogFile(string path) : IDisposable
{
    // Without a buffer, nothing of a failed write turns up later.
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    private readonly Lock _lock = new();

    public void Write(string line)
    {
        lock (_lock)
        {
            try
            {
                _file.Write(Encoding.UTF8.GetBytes(line + '\n'));
            }
            catch (IOException)
            {
                // The watch over the disk says why.
            }
            catch (ObjectDisposedException)
            {
                // A line that comes after the end has nobody to read it.
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file.Dispose();
        }
    }
}
