//! From collected rows to the entities of an inventory, as plain data.

mod component;
mod device;
mod draft;
mod fleet;
mod link;
mod naming;
mod system;

pub use device::MEMBER_FIELDS;
pub use draft::{DraftInventory, Member, Members};

use crate::import::collect::Collected;
use crate::import::product::Products;
use crate::import::thing::{Names, Thing};

/// Makes all entities. Everything is joined here: software to hosts, systems
/// to servers, flows to systems, contracts to systems.
pub fn make(collected: &mut Collected, products: &Products<'_>) -> DraftInventory {
    let retired: Vec<Thing> = collected.retired.iter().cloned().map(Thing::of).collect();
    let mut draft = DraftInventory::default();
    draft.retired = Names::of(&retired, &collected.table_names());
    for team in &collected.teams {
        draft.team(team);
    }
    device::from_software_lists(collected);
    let systems = system::names(collected);
    let devices = device::names(collected);
    let links = link::read(collected, &systems, &devices, &mut draft);
    let fleets = fleet::group(collected, products, &links);
    device::write(collected, products, &fleets, &mut draft);
    system::write(collected, products, &links, &mut draft);
    link::write(collected, &links, &mut draft);
    draft
}
