using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RingRift.Files;

/// <summary>What Linux says of a file and .NET does not: its kind and its owner.</summary>
/// <param name="Owner">User id of its owner.</param>
/// <param name="Kind">The bits of its mode that tell files from folders, pipes and devices.</param>
internal readonly partial record struct UnixStatus(uint Owner, int Kind)
{
    public const int Pipe = 0x1000;
    public const int RegularFile = 0x8000;
    public const int Socket = 0xC000;
    private const int KindBits = 0xF000;

    // struct statx, the same on every architecture.
    private const int StatusBytes = 256;
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStatus = 0x7FF;

    /// <summary>The user this process acts as.</summary>
    public static uint CurrentUser => GetEffectiveUser();

    /// <summary>The status of a path; null where the system is not Linux, or does not tell.</summary>
    /// <param name="path">The path.</param>
    /// <param name="follow">Of what a link points to, instead of the link.</param>
    public static UnixStatus? Of(string path, bool follow)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> status = stackalloc byte[StatusBytes];
        try
        {
            return ReadStatus(CurrentFolder, path, follow ? 0 : NoFollow, BasicStatus, ref MemoryMarshal.GetReference(status)) == 0
                ? new UnixStatus(
                    BinaryPrimitives.ReadUInt32LittleEndian(status[OwnerOffset..]),
                    BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) & KindBits)
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            // An older musl has no such call.
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReadStatus(int folder, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEffectiveUser();
}
