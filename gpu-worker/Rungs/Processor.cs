using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace RingRift.GpuWorker.Rungs;

/// <summary>The processor of this machine, as far as it decides how native libraries compute.</summary>
public static class Processor
{
    private const int Extended = unchecked((int)0x80000000);
    private const int FirstOfBrand = unchecked((int)0x80000002);
    private const int LastOfBrand = unchecked((int)0x80000004);

    /// <summary>
    /// Its description, for example <c>AMD EPYC family 26 model 2 stepping 1</c>; the architecture where a processor does not tell more.
    /// </summary>
    public static string Description { get; } = X86Base.IsSupported ? OfX86() : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>
    /// The instruction sets that a hypervisor may hide from the same processor: the widest one, and the bits of the features that follow
    /// from it.
    /// </summary>
    public static string Features { get; } = X86Base.IsSupported
        ? string.Concat(new[] { X86Base.CpuId(7, 0).Ebx, X86Base.CpuId(7, 0).Ecx, X86Base.CpuId(7, 0).Edx, X86Base.CpuId(7, 1).Eax }
            .Select(bits => bits.ToString("x8", CultureInfo.InvariantCulture)))
        : "none";

    private static string OfX86()
    {
        var signature = X86Base.CpuId(1, 0).Eax;
        var (family, model, stepping) = ((signature >> 8) & 15, (signature >> 4) & 15, signature & 15);
        model += family is 6 or 15 ? ((signature >> 16) & 15) << 4 : 0;
        family += family == 15 ? (signature >> 20) & 255 : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{Brand()} family {family} model {model} stepping {stepping}");
    }

    private static string Brand()
    {
        if (unchecked((uint)X86Base.CpuId(Extended, 0).Eax) < unchecked((uint)LastOfBrand))
        {
            return "x86";
        }

        var bytes = new List<byte>();
        for (var leaf = FirstOfBrand; leaf <= LastOfBrand; leaf++)
        {
            var (eax, ebx, ecx, edx) = X86Base.CpuId(leaf, 0);
            Array.ForEach([eax, ebx, ecx, edx], register => bytes.AddRange(BitConverter.GetBytes(register)));
        }

        return string.Join(' ', Encoding.ASCII.GetString([.. bytes]).Trim('\0', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
