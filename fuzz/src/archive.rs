//! A zip archive with its parts as they are, so that what is changed in them is still read.

/// Packs parts, each with its name.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut file, mut directory) = (vec![], vec![]);
    for (name, content) in parts {
        let offset = file.len() as u32;
        let mut common = vec![0; 8];
        for number in [checksum(content), content.len() as u32, content.len() as u32] {
            common.extend(number.to_le_bytes());
        }
        common.extend([name.len() as u16, 0].map(u16::to_le_bytes).concat());
        file.extend([b"PK\x03\x04\x14\x00", &*common, name.as_bytes(), content].concat());
        directory.extend([b"PK\x01\x02\x14\x00\x14\x00", &*common, &[0; 10]].concat());
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let at = file.len() as u32;
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend((parts.len() as u16).to_le_bytes().repeat(2));
    file.extend([directory.len() as u32, at].map(u32::to_le_bytes).concat());
    file.extend([0, 0]);
    file
}

/// The checksum that an archive has of a part, bit by bit.
fn checksum(content: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
    !content.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}
